package io.hooklatch.message;

import java.util.List;

/**
 * That a refused delivery was verified again later, with success. The delivery itself keeps the verdict it had.
 *
 * @param deliveryId the delivery
 * @param operationId the operation that promoted it
 * @param promotedAt when, in milliseconds since the epoch, UTC
 * @param verdict what verification decided then
 * @param events what it turned out to be, as of an accepted delivery
 */
public record Promotion(
        DeliveryId deliveryId, OperationId operationId, long promotedAt, Verdict verdict, List<ReceivedEvent> events) {
    public Promotion {
        events = List.copyOf(events);
    }
}
