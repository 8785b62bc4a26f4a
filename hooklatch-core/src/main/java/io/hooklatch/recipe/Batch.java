package io.hooklatch.recipe;

import io.hooklatch.message.Element;
import io.hooklatch.message.Names;
import java.util.List;

/**
 * What a request brings that carries several events in an array.
 *
 * @param names of the request as a whole: a delivery id and nothing else
 * @param events its events in their order; none when the array is empty, or when they are too many
 * @param tooMany whether they are more than {@link Element#MOST}, which is more than can be stored in one transaction
 */
public record Batch(Names names, List<BatchEvent> events, boolean tooMany) {
    public Batch {
        events = List.copyOf(events);
    }
}
