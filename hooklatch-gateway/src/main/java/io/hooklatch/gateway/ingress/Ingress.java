package io.hooklatch.gateway.ingress;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP/1.1 server that receives webhooks and hands them, byte for byte, to an {@link Inbox}. Thread-safe.
 *
 * <p>HTTP/2 is not spoken: senders fall back to 1.1, and a receipt gains nothing from it.
 */
public final class Ingress implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Ingress.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);
    private static final int LOOPS_AT_MOST = 16;
    private static final int BACKLOG = 1024;

    private final Shared shared;
    private final MultiThreadIoEventLoopGroup group;
    private final Map<EventExecutor, Rounds> rounds;
    private final Channel server;
    private final CompletableFuture<Boolean> stopped = new CompletableFuture<>();
    private boolean stopCalled;

    private Ingress(
            Shared shared, MultiThreadIoEventLoopGroup group, Map<EventExecutor, Rounds> rounds, Channel server) {
        this.shared = shared;
        this.group = group;
        this.rounds = rounds;
        this.server = server;
    }

    /**
     * Listens.
     *
     * @param address where; port 0 takes a free one
     * @throws IOException when that is not possible, as when the port is taken; the message names the address
     */
    public static Ingress start(InetSocketAddress address, IngressLimits limits, Inbox inbox) throws IOException {
        return start(address, limits, inbox, Transport.best());
    }

    static Ingress start(InetSocketAddress address, IngressLimits limits, Inbox inbox, Transport transport)
            throws IOException {
        int loops = Math.min(Math.max(2, Runtime.getRuntime().availableProcessors()), LOOPS_AT_MOST);
        MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(
                loops, new DefaultThreadFactory("hooklatch-ingress"), transport.handlers());
        Shared shared = new Shared(inbox, limits);
        Map<EventExecutor, Rounds> rounds = StreamSupport.stream(group.spliterator(), false)
                .collect(Collectors.toMap(loop -> loop, loop -> Rounds.start((EventLoop) loop, limits)));
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group)
                .channel(transport.server())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        Rounds own = Objects.requireNonNull(rounds.get(channel.eventLoop()), "rounds of the loop");
                        channel.pipeline().addLast(new Connection(shared, own, channel));
                    }
                });
        ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            var unused = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw new IOException(
                    "cannot listen on " + address + ": " + bound.cause().getMessage() + "; free it or choose another",
                    bound.cause());
        }
        Channel server = bound.channel();
        log.info("receiving webhooks on {} ({}, {} event loops)", server.localAddress(), transport.name(), loops);
        return new Ingress(shared, group, rounds, server);
    }

    /** The port it listens on. */
    public int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    /** How many connections are open now; for metrics. */
    public int openConnections() {
        return shared.connections();
    }

    /** How many bytes of unfinished heads and of bodies in flight are held now; for metrics. */
    public long bufferedBytes() {
        return shared.budget().used();
    }

    /**
     * Stops in order: takes no new connection, closes those between two requests, lets the others finish their request
     * and tells their senders that the connection ends with it. What is not done in time is cut off.
     *
     * @return completes once everything is closed: true when no request was cut off. Later calls return the same
     */
    public CompletionStage<Boolean> stop(Duration within) {
        synchronized (stopped) {
            if (stopCalled) {
                return stopped.copy();
            }
            stopCalled = true;
        }
        shared.stop();
        AtomicInteger cut = new AtomicInteger();
        server.close().addListener(closed -> {
            onEveryLoop(connection -> {
                if (!connection.busy()) {
                    connection.close();
                }
            });
            shared.noMoreConnections();
        });
        var unused = shared.emptied()
                .orTimeout(within.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((empty, late) -> {
                    onEveryLoop(connection -> {
                        if (connection.busy()) {
                            cut.incrementAndGet();
                        }
                        connection.close();
                    });
                    group.shutdownGracefully(0, 1, TimeUnit.SECONDS)
                            .addListener(ended -> stopped.complete(cut.get() == 0));
                });
        return stopped.copy();
    }

    /** Stops within 10 s and waits for it. */
    @Override
    public void close() {
        stop(CLOSE_WITHIN).toCompletableFuture().join();
    }

    private void onEveryLoop(Consumer<Connection> action) {
        rounds.forEach((loop, own) -> loop.execute(() -> own.all().forEach(action)));
    }
}
