package io.hooklatch.recipe;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.Element;
import io.hooklatch.message.Names;
import java.util.List;

/**
 * One event of a {@link Batch}.
 *
 * @param element where it stands in the request's body
 * @param names what the provider calls it, and the request's delivery id
 * @param keys what deduplicates it: the event id or the recipe's own rule, else the digest of the element's bytes; none
 *     when the recipe does not deduplicate
 */
public record BatchEvent(Element element, Names names, List<DedupeKey> keys) {
    public BatchEvent {
        keys = List.copyOf(keys);
    }
}
