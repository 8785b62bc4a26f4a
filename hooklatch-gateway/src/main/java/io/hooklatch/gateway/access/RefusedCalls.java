package io.hooklatch.gateway.access;

import io.hooklatch.gateway.log.OneLine;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * Logs every refused call of the admin port, and slows down those who try keys: a wrong key is answered late, and only so
 * many wait at once. Others are not held up, and no address is locked out, since operators may share one with an attacker.
 * Thread-safe.
 */
public final class RefusedCalls {
    /** How long a wrong key waits for its answer, in milliseconds. */
    public static final long DELAY_MILLIS = 1000;

    private static final int MOST_WAITING = 32;
    private static final int LONGEST_PATH = 200;

    private final Consumer<String> log;
    private final AtomicInteger waiting = new AtomicInteger();

    /** Writes to the logger {@code hooklatch.admin}. */
    public RefusedCalls() {
        this(LoggerFactory.getLogger("hooklatch.admin")::warn);
    }

    RefusedCalls(Consumer<String> log) {
        this.log = log;
    }

    /**
     * Logs one.
     *
     * @param who the name of the caller, or where that is not known something that is not a name
     */
    public void log(int status, String method, String path, String remoteAddress, String who, String why) {
        String shown = path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH);
        log.accept("refused " + status + " " + OneLine.quote(method) + " " + OneLine.quote(shown) + " from "
                + remoteAddress + " by " + who + ": " + OneLine.quote(why));
    }

    /** Whether the answer to a wrong key may wait; false when too many do already, and it is to be turned away at once. */
    public boolean mayWait() {
        if (waiting.incrementAndGet() <= MOST_WAITING) {
            return true;
        }
        waiting.decrementAndGet();
        return false;
    }

    /** One that waited was answered. */
    public void waited() {
        waiting.decrementAndGet();
    }
}
