package io.hooklatch.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.hooklatch.message.Delivery;
import io.hooklatch.message.DeliverySummary;
import io.hooklatch.message.ElementSummary;
import io.hooklatch.message.EventSummary;
import io.hooklatch.store.DeliveryQuery;
import io.hooklatch.store.DispatchQuery;
import io.hooklatch.store.EventQuery;
import io.hooklatch.store.InboxReader;
import io.hooklatch.store.Page;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * Writes deliveries and events as JSON Lines: one object on each line, UTF-8, newest first, in pages, so that no more than a
 * page is held in memory. What was stored masked (credential headers, tokens) is written as it was stored.
 *
 * <p>Times are ISO-8601 in UTC with milliseconds. A body is {@code body} where it is text in UTF-8 that comes back to the
 * same bytes, else {@code body_base64}. What is absent is left out. Thread-safe.
 */
public final class Export {
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .build();

    private final InboxReader reader;
    private final Disclosure shown;
    private final Runnable eachLine;

    /** Everything that is kept. */
    public Export(InboxReader reader) {
        this(reader, Disclosure.EVERYTHING, () -> {});
    }

    /**
     * With less shown, or looked at while it goes on.
     *
     * @param eachLine called after each line; what it throws ends the export
     */
    public Export(InboxReader reader, Disclosure shown, Runnable eachLine) {
        this.reader = reader;
        this.shown = shown;
        this.eachLine = eachLine;
    }

    /**
     * Writes every delivery that the query names, from its cursor on; its limit is the size of a page. Blocks. The stream is
     * flushed and stays open.
     *
     * @return how many lines were written
     * @throws IOException of the stream
     * @throws io.hooklatch.store.StoreUnavailableException when the store cannot be read
     */
    public long deliveries(DeliveryQuery query, OutputStream out) throws IOException {
        long lines = 0;
        DeliveryQuery next = query;
        while (true) {
            Page<DeliverySummary> page = reader.deliveries(next);
            for (DeliverySummary summary : page.items()) {
                Optional<Delivery> delivery = reader.delivery(summary.id());
                if (delivery.isPresent()) {
                    line(out, json -> new DeliveryLine(json, shown).write(delivery.get(), elements(summary)));
                    lines++;
                }
            }
            if (page.next().isEmpty()) {
                out.flush();
                return lines;
            }
            next = next.after(page.next().get());
        }
    }

    private List<ElementSummary> elements(DeliverySummary delivery) {
        return delivery.batch() ? reader.elements(delivery.id()) : List.of();
    }

    /**
     * Writes every event that the query names with its dispatches, from its cursor on; its limit is the size of a page.
     * Bodies are those of the deliveries. Blocks. The stream is flushed and stays open.
     *
     * @return how many lines were written
     * @throws IOException of the stream
     * @throws io.hooklatch.store.StoreUnavailableException when the store cannot be read
     */
    public long events(EventQuery query, OutputStream out) throws IOException {
        long lines = 0;
        EventQuery next = query;
        while (true) {
            Page<EventSummary> page = reader.events(next);
            for (EventSummary event : page.items()) {
                DispatchQuery ofEvent = DispatchQuery.all().eventId(event.id()).limit(DispatchQuery.MAX_LIMIT);
                line(
                        out,
                        json -> new EventLine(json)
                                .write(event, reader.dispatches(ofEvent).items()));
                lines++;
            }
            if (page.next().isEmpty()) {
                out.flush();
                return lines;
            }
            next = next.after(page.next().get());
        }
    }

    @FunctionalInterface
    private interface Line {
        void write(JsonGenerator json) throws IOException;
    }

    private void line(OutputStream out, Line line) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            line.write(json);
        }
        out.write('\n');
        eachLine.run();
    }
}
