package io.hooklatch.message;

import java.util.Optional;

/**
 * One delivery with all that is kept of the request.
 *
 * @param summary all but the headers and the body
 * @param request the request as received, except that credential headers hold a keyed digest in place of their value and
 *     that the body of a refused or oversized delivery may be cut
 * @param truncated whether less than the received body is kept
 * @param diagnosis what was found out about a refusal; absent for others, and until the search is done
 */
public record Delivery(DeliverySummary summary, Request request, boolean truncated, Optional<Diagnosis> diagnosis) {
    public DeliveryId id() {
        return summary.id();
    }
}
