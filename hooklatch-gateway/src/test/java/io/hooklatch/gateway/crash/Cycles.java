package io.hooklatch.gateway.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a child, lets it work under load, kills it, again and again, and in the end lets it finish what is left. */
final class Cycles {
    private static final Logger LOG = LoggerFactory.getLogger("crash");
    private static final long STARTING_MILLIS = 900;
    private static final int MOST_ANSWERS = 400;
    private static final int MILLIS_MORE = 20;

    private final Random random;
    private final Supplier<Child> start;
    private final ToIntFunction<Child> port;
    private final Ledger ledger;
    private final Load load;

    /**
     * @param seed decides when the child is killed
     * @param port waits until the child is ready
     */
    Cycles(long seed, Supplier<Child> start, ToIntFunction<Child> port, Ledger ledger, Load load) {
        this.random = new Random(seed);
        this.start = start;
        this.port = port;
        this.ledger = ledger;
        this.load = load;
    }

    /** How many cycles were asked for: the system property {@code crash.cycles}, else 20. */
    static int wanted() {
        return Integer.getInteger("crash.cycles", 20);
    }

    /** The system property {@code crash.seed}, else another one each time; it is written to the log. */
    static long seed(String test) {
        return seed(test, wanted());
    }

    /** As above, for so many cycles. */
    static long seed(String test, int cycles) {
        long seed = Long.getLong("crash.seed", System.nanoTime());
        LOG.info("{}: {} cycles, -Dcrash.seed={}", test, cycles, seed);
        return seed;
    }

    /** Every fourth time or so it dies while it starts, else under load. */
    void kill(int cycles) throws InterruptedException {
        for (int cycle = 1; cycle <= cycles; cycle++) {
            try (Child child = start.get()) {
                if (random.nextInt(4) == 0) {
                    child.runs(random.nextLong(STARTING_MILLIS));
                    child.kill();
                } else {
                    killUnderLoad(child);
                }
            }
            if (cycle % 50 == 0) {
                LOG.info(
                        "{} cycles, {} ids, {} acknowledgements",
                        cycle,
                        ledger.ids().size(),
                        ledger.acks());
            }
        }
    }

    private void killUnderLoad(Child child) throws InterruptedException {
        int listening = port.applyAsInt(child);
        load.again(ledger.unacked());
        Load.Running running = load.start(listening, random.nextInt(MOST_ANSWERS));
        assertThat(running.awaitAnswers() && child.runs(random.nextInt(MILLIS_MORE)))
                .as("answers, and is alive until it is killed:%n%s", child.output())
                .isTrue();
        child.kill();
        running.end();
    }

    static void report(String test, Audit audit) {
        LOG.info("{}: {}", test, audit.totals());
    }
}
