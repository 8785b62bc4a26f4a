package io.hooklatch.gateway.admin.api.keep;

import io.hooklatch.gateway.admin.api.call.Problem;
import io.hooklatch.message.Operation;
import io.hooklatch.operate.AuditEntry;
import io.hooklatch.operate.Upkeep;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that outlives the request that began it, one piece at a time. Thread-safe. */
final class Background {
    private static final Logger log = LoggerFactory.getLogger(Background.class);

    private final String what;
    private final AtomicBoolean busy = new AtomicBoolean();

    /** @param what the kind of work, for messages */
    Background(String what) {
        this.what = what;
    }

    /**
     * Begins the entry, and does the work on a thread of its own.
     *
     * @param begin records that it begins; blocks
     * @return the operation as it began
     */
    Operation begin(Upkeep upkeep, Supplier<AuditEntry> begin, Upkeep.Work<RuntimeException> work) {
        if (busy.getAndSet(true)) {
            throw Problem.conflict("a " + what + " runs already: wait for its end")
                    .thrown();
        }
        boolean begun = false;
        try {
            AuditEntry entry = begin.get();
            start(() -> upkeep.run(entry, work));
            begun = true;
            return entry.operation();
        } finally {
            if (!begun) {
                busy.set(false);
            }
        }
    }

    private void start(Runnable work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        log.warn("the {} failed: {}", what, e.getMessage());
                    } finally {
                        busy.set(false);
                    }
                },
                "hooklatch-" + what);
        thread.setDaemon(true);
        thread.start();
    }
}
