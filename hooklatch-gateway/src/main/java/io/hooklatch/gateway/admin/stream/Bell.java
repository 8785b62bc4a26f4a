package io.hooklatch.gateway.admin.stream;

import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.message.Receipt;
import io.hooklatch.observe.InboxListener;
import java.util.concurrent.atomic.AtomicBoolean;

/** Says that something was stored since it was last asked, so that readers need not look. Thread-safe. */
public final class Bell implements InboxListener {
    private final AtomicBoolean rung = new AtomicBoolean();

    @Override
    public void stored(String endpoint, Receipt receipt, long nanos) {
        rung.set(true);
    }

    @Override
    public void attempted(
            String handler,
            EventId eventId,
            DispatchId dispatchId,
            int attempt,
            AttemptOutcome outcome,
            DispatchState next,
            String error,
            long nanos) {
        rung.set(true);
    }

    /** Whether it was rung since the last time. */
    boolean heard() {
        return rung.getAndSet(false);
    }
}
