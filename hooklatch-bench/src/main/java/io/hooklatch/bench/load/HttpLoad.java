package io.hooklatch.bench.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Connections that each send one request after the other over HTTP/1.1 keep-alive and wait for each answer. One thread
 * drives all of them, so that on a small machine most of the processor is left to the server. Not thread-safe.
 */
public final class HttpLoad {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long ANSWER_WITHIN = 60_000_000_000L;

    private final SignedBatch.Wire wire;
    private final Latencies latencies = new Latencies();
    private final long measureFrom;
    private final long measureUntil;
    private long accepted;
    private int open;
    private boolean exhausted;

    /**
     * What came of it.
     *
     * @param perSecond requests answered 200 per second while it was measured
     * @param latencies of those
     * @param accepted all that were answered 200, with those of the warm-up
     * @param cpuShare how much of one processor the generator used
     */
    public record Result(double perSecond, Latencies latencies, long accepted, double cpuShare) {}

    private HttpLoad(SignedBatch batch, long measureFrom, long measureUntil) {
        this.wire = batch.wire();
        this.measureFrom = measureFrom;
        this.measureUntil = measureUntil;
    }

    /**
     * Sends until the time is over and every request is answered.
     *
     * @param warmUp how long nothing is measured, in nanoseconds
     * @param measured how long it is, in nanoseconds
     * @throws IOException when an answer is not 200, or a connection ends
     */
    public static Result run(InetSocketAddress server, int connections, long warmUp, long measured, SignedBatch batch)
            throws IOException {
        long from = System.nanoTime() + warmUp;
        HttpLoad load = new HttpLoad(batch, from, from + measured);
        Result result = load.send(server, connections);
        if (load.exhausted) {
            throw new IOException(
                    "all " + batch.size() + " signed requests were sent before the time was over: raise --most");
        }
        return result;
    }

    /** Sends every request of the batch and measures all of them. */
    public static Result all(InetSocketAddress server, int connections, SignedBatch batch) throws IOException {
        return new HttpLoad(batch, System.nanoTime(), System.nanoTime() + Long.MAX_VALUE / 2).send(server, connections);
    }

    private Result send(InetSocketAddress server, int connections) throws IOException {
        List<HttpConnection> all = new ArrayList<>();
        long begun = System.nanoTime();
        long cpu = THREADS.getCurrentThreadCpuTime();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                all.add(connect(server, selector));
            }
            for (HttpConnection connection : all) {
                sendNext(connection);
            }
            while (open > 0) {
                long answered = accepted;
                int ready = selector.select(key -> ready((HttpConnection) key.attachment()), ANSWER_WITHIN / 1_000_000);
                if (ready == 0 && accepted == answered) {
                    throw new IOException(open + " requests had no answer within 60 s");
                }
            }
        } catch (UncheckedExchange e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            for (HttpConnection connection : all) {
                connection.close();
            }
        }
        long end = System.nanoTime();
        double share = (double) (THREADS.getCurrentThreadCpuTime() - cpu) / (end - begun);
        long measured = Math.min(end, measureUntil) - measureFrom;
        return new Result(latencies.count() * 1e9 / measured, latencies, accepted, share);
    }

    private static HttpConnection connect(InetSocketAddress server, Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        HttpConnection connection = new HttpConnection(channel);
        connection.key(channel.register(selector, SelectionKey.OP_READ, connection));
        return connection;
    }

    private void ready(HttpConnection connection) {
        try {
            if (connection.ready()) {
                answered(connection);
            }
        } catch (IOException e) {
            throw new UncheckedExchange(e);
        }
    }

    private void answered(HttpConnection connection) throws IOException {
        long now = System.nanoTime();
        if (connection.status() != 200) {
            throw new IOException("a request was answered " + connection.status());
        }
        accepted++;
        open--;
        if (now - measureFrom >= 0 && now - measureUntil < 0) {
            latencies.record(now - connection.sentAt());
        }
        if (now - measureUntil < 0) {
            sendNext(connection);
        }
    }

    private void sendNext(HttpConnection connection) throws IOException {
        byte[] request = wire.next();
        if (request.length == 0) {
            exhausted = true;
            return;
        }
        open++;
        connection.send(request);
    }

    /** Carries a failure out of the selector's callback. */
    private static final class UncheckedExchange extends RuntimeException {
        private static final long serialVersionUID = 1;

        UncheckedExchange(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
