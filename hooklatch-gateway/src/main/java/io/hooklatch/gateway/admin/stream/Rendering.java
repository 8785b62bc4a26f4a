package io.hooklatch.gateway.admin.stream;

import io.hooklatch.message.Attempt;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.EventSummary;

/** Writes what is streamed, each on one line, as the reader may see it. */
public interface Rendering {
    String delivery(DeliverySummary row);

    String event(EventSummary row);

    String attempt(Attempt row);

    /** Why a stream ends. */
    String end(String why);
}
