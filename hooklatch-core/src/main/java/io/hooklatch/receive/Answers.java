package io.hooklatch.receive;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Receipt;
import io.hooklatch.message.Verdict;
import io.hooklatch.store.Appended;
import io.hooklatch.store.NewDelivery;
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
                401, Headers.none(), NO_BODY, Optional.empty(), Optional.empty(), false, Optional.of(verdict));
    }

    static Receipt stored(NewDelivery delivery, Appended appended) {
        int status = switch (delivery.kind()) {
            case MESSAGE, HANDSHAKE -> delivery.verdict().accepted() ? 200 : 401;
            case STUB -> 413;
        };
        return new Receipt(
                status,
                Headers.none(),
                NO_BODY,
                Optional.of(appended.deliveryId()),
                appended.eventId(),
                appended.duplicate(),
                Optional.of(delivery.verdict()));
    }
}
