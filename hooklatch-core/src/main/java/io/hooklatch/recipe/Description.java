package io.hooklatch.recipe;

import java.util.List;

/**
 * A recipe in words, for those who configure and review it. None of it is for programs to read.
 *
 * @param proof how the sender proves itself: {@code HMAC-SHA256 of timestamp + "." + body, in hexadecimal digits}
 * @param places where the proof stands and what the text there looks like: {@code header stripe-signature:
 *     t=TIME,v1=SIGNATURE}; empty when the endpoint has to name it, or nothing is proved
 * @param key what the secret is: {@code the text itself}, {@code base64 after whsec_}
 * @param freshness how old a request may be: {@code at most 300 s off}; empty when nothing is said about it
 * @param deliveryId the place of the delivery id, such as {@code header x-id or json /id}; empty without one
 * @param eventId the place of the event id; empty without one
 * @param eventType the place of the event type; empty without one
 * @param dedupe what makes deliveries one event, as {@link Recipe#dedupesBy} says it
 */
public record Description(
        String proof,
        List<String> places,
        String key,
        String freshness,
        String deliveryId,
        String eventId,
        String eventType,
        String dedupe) {
    public Description {
        places = List.copyOf(places);
    }

    /** How a scheme is described, before the recipe adds its names. */
    record OfScheme(String proof, List<String> places, String key, String freshness) {
        Description with(Naming naming, String dedupe) {
            return new Description(
                    proof,
                    places,
                    key,
                    freshness,
                    From.describe(naming.deliveryId()),
                    From.describe(naming.eventId()),
                    From.describe(naming.eventType()),
                    dedupe);
        }
    }
}
