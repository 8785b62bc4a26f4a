package io.hooklatch.gateway.log;

import io.hooklatch.message.AttemptOutcome;
import io.hooklatch.message.DeliveryId;
import io.hooklatch.message.Diagnosis;
import io.hooklatch.message.DispatchId;
import io.hooklatch.message.DispatchState;
import io.hooklatch.message.EventId;
import io.hooklatch.message.Receipt;
import io.hooklatch.message.Verdict;
import io.hooklatch.observe.InboxListener;
import io.hooklatch.observe.RetentionRun;
import io.hooklatch.observe.TurnedAway;
import io.hooklatch.store.Superseded;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what an operator wants to know without asking: refused deliveries, requests that were turned away, failed attempts,
 * dead dispatches, superseded events. The rest is in the metrics and in the inbox itself. Of each kind at most one line per endpoint or handler and second. Thread-safe.
 */
public final class InboxLog implements InboxListener {
    private final Lines log;
    private final Sparse sparse;

    /** Where lines go, by their weight. */
    record Lines(Consumer<String> info, Consumer<String> warn, Consumer<String> error) {}

    /** Writes to the logger {@code hooklatch.inbox}. */
    public InboxLog() {
        this(lines(LoggerFactory.getLogger("hooklatch.inbox")), System::nanoTime);
    }

    InboxLog(Lines log, LongSupplier nanos) {
        this.log = log;
        this.sparse = new Sparse(nanos);
    }

    private static Lines lines(Logger logger) {
        return new Lines(logger::info, logger::warn, logger::error);
    }

    @Override
    public void stored(String endpoint, Receipt receipt, long nanos) {
        if (receipt.divergent()) {
            sparse.say(
                    "divergent " + endpoint,
                    () -> "endpoint " + endpoint + ": delivery " + shown(receipt) + " has the key of an event with"
                            + " another body: it is kept, linked and not handled",
                    log.warn());
        }
        receipt.verdict()
                .filter(verdict -> !verdict.accepted())
                .ifPresent(verdict -> sparse.say(
                        "refused " + endpoint,
                        () -> "endpoint " + endpoint + ": refused " + shown(receipt) + ", " + reason(verdict),
                        log.info()));
    }

    /** Every one: they are rare, and what is removed is worth a line. */
    @Override
    public void cleared(RetentionRun run) {
        if (run.removed().rows() + run.removed().bodies() > 0) {
            log.info().accept("retention: " + run.line());
        }
    }

    @Override
    public void diagnosed(String endpoint, DeliveryId delivery, Diagnosis diagnosis) {
        sparse.say(
                "diagnosed " + endpoint,
                () -> "endpoint " + endpoint + ": " + delivery + " was refused because of " + diagnosis.line(),
                log.info());
    }

    @Override
    public void turnedAway(String endpoint, int status, TurnedAway cause) {
        String who = endpoint.isEmpty() ? "no endpoint" : "endpoint " + endpoint;
        sparse.say(
                "away " + cause + " " + endpoint,
                () -> who + ": a request was answered " + status + " and not kept, " + cause,
                ordinary(cause) ? log.info() : log.warn());
    }

    /** Whether it is the sender's fault, or what an operator asked for. */
    private static boolean ordinary(TurnedAway cause) {
        return switch (cause) {
            case UNKNOWN_ENDPOINT, WRONG_METHOD, DISABLED, PAUSED, STOPPING, TOO_SLOW, BAD_REQUEST -> true;
            case BUSY, STORE_UNAVAILABLE, OVER_QUOTA -> false;
        };
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
        if (next == DispatchState.DEAD) {
            sparse.say(
                    "dead " + handler,
                    () -> "handler " + handler + ": event " + eventId + " is dead after attempt " + attempt + ", "
                            + OneLine.quote(error),
                    log.error());
        } else if (outcome != AttemptOutcome.SUCCEEDED) {
            sparse.say(
                    "failed " + handler,
                    () -> "handler " + handler + ": event " + eventId + " failed at attempt " + attempt
                            + " and will be tried again, " + OneLine.quote(error),
                    log.warn());
        }
    }

    @Override
    public void fencedOff(String handler, EventId eventId, DispatchId dispatchId, int attempt) {
        sparse.say(
                "fenced " + handler,
                () -> "handler " + handler + ": the result of attempt " + attempt + " of event " + eventId
                        + " came too late; the newer state stands",
                log.warn());
    }

    @Override
    public void superseded(Superseded what) {
        sparse.say(
                "superseded " + what.handler(),
                () -> "handler " + what.handler() + ": event " + what.eventId() + " is not handled, "
                        + OneLine.quote(what.why()),
                log.info());
    }

    @Override
    public void troubled(String where, String problem) {
        sparse.say("trouble " + where, () -> where + ": " + OneLine.quote(problem), log.warn());
    }

    private static String shown(Receipt receipt) {
        return receipt.deliveryId().map(Object::toString).orElse("(not kept)");
    }

    private static String reason(Verdict verdict) {
        return verdict.reason().map(Enum::name).orElse("") + " "
                + OneLine.quote(verdict.recipe() + ": " + verdict.detail());
    }
}
