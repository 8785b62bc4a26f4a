package io.hooklatch.gateway.demo;

import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The line that moves while the demo works: on a terminal ten times a second, elsewhere a plain line every two seconds. */
final class Progress implements AutoCloseable {
    private static final long REDRAW_MILLIS = 100;
    private static final long LINE_MILLIS = 2000;
    private static final int BAR = 14;
    private static final int WORDS = 36;

    private final Screen screen;
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "demo-progress");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Part part = Part.NONE;
    private final AtomicLong done = new AtomicLong();

    /** What is counted now, and since when. */
    private record Part(String words, long before, long whole, long begun) {
        private static final Part NONE = new Part("", 0, 0, 0);
    }

    Progress(Screen screen) {
        this.screen = screen;
        long millis = screen.redraws() ? REDRAW_MILLIS : LINE_MILLIS;
        var unused = ticks.scheduleWithFixedDelay(this::draw, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** From now on counts these, of which so many are done before. */
    void begin(String words, long before, long whole) {
        done.set(before);
        part = new Part(words, before, whole, System.nanoTime());
    }

    /** So many are done; later calls may come first. */
    void done(long count) {
        done.accumulateAndGet(count, Math::max);
    }

    /** Nothing is counted any more. */
    void end() {
        part = Part.NONE;
    }

    private void draw() {
        Part now = part;
        if (now.words().isEmpty()) {
            return;
        }
        long count = done.get();
        double seconds = (System.nanoTime() - now.begun()) / 1e9;
        String text = Text.grouped(count) + " of " + Text.grouped(now.whole());
        String rate = seconds < 0.5 ? "" : ", " + Text.grouped((long) ((count - now.before()) / seconds)) + "/s";
        if (screen.redraws()) {
            screen.status(
                    "  " + screen.bar(count, now.whole(), BAR) + " " + Text.left(now.words(), WORDS) + text + rate);
        } else {
            screen.line("     " + now.words().toLowerCase(Locale.ROOT) + ": " + text + rate);
        }
    }

    @Override
    public void close() {
        end();
        ticks.shutdownNow();
    }
}
