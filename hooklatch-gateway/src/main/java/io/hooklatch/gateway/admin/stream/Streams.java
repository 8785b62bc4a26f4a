package io.hooklatch.gateway.admin.stream;

import io.hooklatch.store.InboxReader;
import io.hooklatch.store.StoreException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every reader of the stream, served by one thread that looks into the store when the bell was rung, and once a second for
 * what others stored. A reader that takes nothing for too long is cut off. Thread-safe.
 */
public final class Streams implements AutoCloseable {
    /** How many readers there may be. */
    public static final int MOST = 16;

    private static final Logger log = LoggerFactory.getLogger(Streams.class);
    private static final long TICK_MILLIS = 200;
    private static final int TICKS_BETWEEN_LOOKS = 5;
    private static final int TICKS_OF_SILENCE = 50;
    private static final int TICKS_OF_PATIENCE = 75;

    private final InboxReader reader;
    private final Bell bell;
    private final AtomicInteger count = new AtomicInteger();
    private final ConcurrentLinkedQueue<Subscription> arriving = new ConcurrentLinkedQueue<>();
    private final Map<Subscription, Ticks> readers = new LinkedHashMap<>();
    private final ScheduledExecutorService thread;
    private long tick;
    private boolean behind;

    /** Counts the ticks in which a reader was sent nothing, and in which it took nothing. */
    private static final class Ticks {
        private int silent;
        private int full;
    }

    /** Starts the thread that serves them. */
    public static Streams start(InboxReader reader, Bell bell) {
        Streams streams = new Streams(reader, bell);
        var unused = streams.thread.scheduleWithFixedDelay(
                streams::safeTick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        return streams;
    }

    /** One whose ticks the caller makes. */
    Streams(InboxReader reader, Bell bell) {
        this.reader = reader;
        this.bell = bell;
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread made = new Thread(work, "hooklatch-stream");
            made.setDaemon(true);
            return made;
        });
    }

    /** The place behind everything that is stored. Blocks. */
    public Position now() {
        return Tips.now(reader);
    }

    /**
     * The place before everything of this time or later. Blocks.
     *
     * @param millis since the epoch, UTC
     * @param attempts whether attempts are wanted, whose ids need not tell their time
     */
    public Position before(long millis, boolean attempts) {
        Position place = Position.before(millis);
        return attempts ? new Position(place.delivery(), place.event(), Tips.lastAttemptBefore(reader, millis)) : place;
    }

    /** How many readers there are. */
    public int count() {
        return count.get();
    }

    /** Takes one of the places; false when all are taken. Who took one opens a stream or gives it back. */
    public boolean reserve() {
        if (count.incrementAndGet() <= MOST) {
            return true;
        }
        count.decrementAndGet();
        return false;
    }

    /** Gives back the place of a stream that was not opened. */
    public void giveBack() {
        count.decrementAndGet();
    }

    /** Sends from this place on, until the reader goes, takes nothing any more, or this is closed. */
    public void open(Wanted wanted, Position start, Rendering rendering, Outlet outlet) {
        Subscription subscription = new Subscription(reader, wanted, rendering, outlet, start);
        subscription.begin();
        arriving.add(subscription);
    }

    void safeTick() {
        try {
            tick();
        } catch (StoreException e) {
            log.warn("the stream cannot read the store now, and goes on where it stands: {}", e.getMessage());
        } catch (RuntimeException e) {
            log.error("the stream failed; its readers are cut off", e);
            endAll("the stream failed");
        }
    }

    private void tick() {
        tick++;
        boolean arrived = takeIn();
        removeGone();
        if (readers.isEmpty()) {
            return;
        }
        boolean rung = bell.heard();
        boolean look = rung || arrived || behind || tick % TICKS_BETWEEN_LOOKS == 0;
        behind = false;
        if (look) {
            Tips tips = Tips.read(reader);
            for (Map.Entry<Subscription, Ticks> entry : readers.entrySet()) {
                if (entry.getKey().round(tips)) {
                    entry.getValue().silent = 0;
                    behind = true;
                }
            }
        }
    }

    private boolean takeIn() {
        boolean any = false;
        for (Subscription next = arriving.poll(); next != null; next = arriving.poll()) {
            readers.put(next, new Ticks());
            any = true;
        }
        return any;
    }

    private void removeGone() {
        for (Iterator<Map.Entry<Subscription, Ticks>> all = readers.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Subscription, Ticks> entry = all.next();
            Outlet outlet = entry.getKey().outlet();
            Ticks ticks = entry.getValue();
            ticks.full = outlet.full() ? ticks.full + 1 : 0;
            if (++ticks.silent >= TICKS_OF_SILENCE && !outlet.full()) {
                outlet.send(":\n\n");
                ticks.silent = 0;
            }
            if (ticks.full >= TICKS_OF_PATIENCE) {
                entry.getKey()
                        .end("too much waits to be read, and what came after it was not sent: come again with the"
                                + " last id to get it");
            }
            if (outlet.closed() || ticks.full >= TICKS_OF_PATIENCE) {
                all.remove();
                count.decrementAndGet();
            }
        }
    }

    private void endAll(String why) {
        takeIn();
        readers.keySet().forEach(reader -> reader.end(why));
        count.addAndGet(-readers.size());
        readers.clear();
    }

    /** Ends every stream in order. Idempotent. */
    @Override
    public synchronized void close() {
        if (thread.isShutdown()) {
            return;
        }
        thread.execute(() -> endAll("the gateway stops: come again with the last id"));
        thread.shutdown();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
