package io.hooklatch.message;

/**
 * One delivery with all that is kept of the request.
 *
 * @param summary all but the headers and the body
 * @param request the request as received, except that credential headers hold a keyed digest in place of their value and
 *     that the body of a refused or oversized delivery may be cut
 * @param truncated whether less than the received body is kept
 */
public record Delivery(DeliverySummary summary, Request request, boolean truncated) {
    public DeliveryId id() {
        return summary.id();
    }
}
