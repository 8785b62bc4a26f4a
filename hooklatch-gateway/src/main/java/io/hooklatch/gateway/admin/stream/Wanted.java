package io.hooklatch.gateway.admin.stream;

import io.hooklatch.store.AttemptQuery;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.EventQuery;
import java.util.Optional;

/**
 * What a reader of the stream wants. A kind without a query is left out; cursors, limits and times of the queries are not
 * looked at.
 *
 * @param attemptsOf attempts of this endpoint's dispatches only
 */
public record Wanted(
        Optional<DeliveryQuery> deliveries,
        Optional<EventQuery> events,
        Optional<AttemptQuery> attempts,
        Optional<String> attemptsOf) {}
