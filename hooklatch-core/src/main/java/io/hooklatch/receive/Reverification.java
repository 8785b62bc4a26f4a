package io.hooklatch.receive;

import io.hooklatch.message.Names;
import io.hooklatch.message.Verdict;
import io.hooklatch.store.NewEvent;
import java.util.List;

/**
 * What would be decided today about a stored delivery.
 *
 * @param verdict of verification with today's secrets, recipe and URL, at the time of receipt
 * @param names what the delivery is called
 * @param batch whether its events are elements of its body
 * @param events what it would bring, routed to today's handlers without claims; none when it is not accepted
 */
public record Reverification(Verdict verdict, Names names, boolean batch, List<NewEvent> events) {
    public Reverification {
        events = List.copyOf(events);
    }
}
