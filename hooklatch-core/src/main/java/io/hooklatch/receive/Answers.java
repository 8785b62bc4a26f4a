package io.hooklatch.receive;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Receipt;
import io.hooklatch.message.Verdict;
import io.hooklatch.recipe.Answer;
import io.hooklatch.store.Appended;
import io.hooklatch.store.NewDelivery;
import java.util.List;
import java.util.Optional;

/** What the sender is told. A refusal reads the same whatever its reason, so that it teaches a forger nothing. */
final class Answers {
    private static final byte[] NO_BODY = {};
    private static final Headers RETRY = Headers.of("retry-after", "5");
    private static final Headers RETRY_LATER = Headers.of("retry-after", "60");

    private Answers() {}

    static Receipt unknownEndpoint() {
        return Receipt.unstored(404, Headers.none());
    }

    static Receipt wrongMethod(String allowed) {
        return Receipt.unstored(405, Headers.of("allow", allowed));
    }

    static Receipt disabled() {
        return Receipt.unstored(503, RETRY_LATER);
    }

    static Receipt busy() {
        return Receipt.unstored(503, RETRY);
    }

    /** Refused by verification and not kept. */
    static Receipt unkept(Verdict verdict) {
        return new Receipt(
                status(verdict), headers(verdict), NO_BODY, Optional.empty(), List.of(), Optional.of(verdict));
    }

    /**
     * Where the key could not be had the sender may be the right one, and tries again; with too many events it is the
     * right one, and is told what is wrong.
     */
    private static int status(Verdict verdict) {
        if (verdict.accepted()) {
            return 200;
        }
        if (verdict.reason().equals(Optional.of(Reason.TOO_MANY_EVENTS))) {
            return 413;
        }
        return lacksKeys(verdict) ? 503 : 401;
    }

    private static Headers headers(Verdict verdict) {
        return lacksKeys(verdict) ? RETRY_LATER : Headers.none();
    }

    private static boolean lacksKeys(Verdict verdict) {
        return verdict.reason().equals(Optional.of(Reason.KEYS_UNAVAILABLE));
    }

    /** Stored; what the recipe has its sender answered. */
    static Receipt stored(Answer answer, NewDelivery delivery, Appended appended) {
        return new Receipt(
                answer.status(),
                answer.headers(),
                answer.body(),
                Optional.of(appended.deliveryId()),
                appended.events(),
                Optional.of(delivery.verdict()));
    }

    /** The same receipt, when what the answer promises could not be done: the sender is to try again. */
    static Receipt undone(Receipt stored) {
        return new Receipt(503, RETRY, NO_BODY, stored.deliveryId(), stored.events(), stored.verdict());
    }

    static Receipt stored(NewDelivery delivery, Appended appended) {
        int status = switch (delivery.kind()) {
            case MESSAGE, HANDSHAKE -> status(delivery.verdict());
            case STUB -> 413;
        };
        return new Receipt(
                status,
                headers(delivery.verdict()),
                NO_BODY,
                Optional.of(appended.deliveryId()),
                appended.events(),
                Optional.of(delivery.verdict()));
    }
}
