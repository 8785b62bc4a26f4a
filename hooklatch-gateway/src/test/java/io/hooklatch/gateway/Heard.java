package io.hooklatch.gateway;

import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.Diagnosis;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.observe.InboxListener;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Hears what a gateway does after it has answered, and waits for it. */
public final class Heard implements InboxListener {
    private static final int WAIT_SECONDS = 60;

    private final BlockingQueue<String> attempts = new LinkedBlockingQueue<>();
    private final BlockingQueue<Optional<DeliveryId>> diagnoses = new LinkedBlockingQueue<>();

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
        attempts.add(handler + " " + next);
    }

    @Override
    public void diagnosed(String endpoint, DeliveryId delivery, Diagnosis diagnosis) {
        diagnoses.add(Optional.of(delivery));
    }

    @Override
    public void undiagnosed(String endpoint, DeliveryId delivery) {
        diagnoses.add(Optional.empty());
    }

    /** The next attempt that has ended: whose, and how its dispatch stands now, as in {@code ship HANDLED}. */
    public String attempt() {
        return next(attempts, TimeUnit.SECONDS.toMillis(WAIT_SECONDS))
                .orElseThrow(() -> new AssertionError("no attempt within " + WAIT_SECONDS + " s"));
    }

    /** The next refusal whose cause was looked for; absent where none was found. */
    public Optional<DeliveryId> diagnosis() {
        return next(diagnoses, TimeUnit.SECONDS.toMillis(WAIT_SECONDS))
                .orElseThrow(() -> new AssertionError("no diagnosis within " + WAIT_SECONDS + " s"));
    }

    /** Waits until what is seen is what is wanted; looks again after each attempt. */
    public <T> void await(Supplier<T> seen, Predicate<T> wanted) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        for (T now = seen.get(); !wanted.test(now); now = seen.get()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still " + now + " after " + WAIT_SECONDS + " s");
            }
            Optional<String> unused = next(attempts, 200);
        }
    }

    private static <T> Optional<T> next(BlockingQueue<T> queue, long millis) {
        try {
            return Optional.ofNullable(queue.poll(millis, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
