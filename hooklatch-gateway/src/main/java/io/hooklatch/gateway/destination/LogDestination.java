package io.hooklatch.gateway.destination;

import io.hooklatch.gateway.log.OneLine;
import io.hooklatch.message.Event;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * Writes one line for each event to the log, as {@code name=value} pairs; what a provider wrote stands in quotes and is
 * escaped. For trying things out, and as a journal beside other destinations.
 */
public final class LogDestination implements Destination {
    private final Consumer<String> log;
    private final boolean body;

    /**
     * To the logger {@code hooklatch.events}, at level INFO.
     *
     * @param body whether the body is written too; bodies hold personal data as a rule
     */
    public LogDestination(boolean body) {
        this(LoggerFactory.getLogger("hooklatch.events")::info, body);
    }

    LogDestination(Consumer<String> log, boolean body) {
        this.log = log;
        this.body = body;
    }

    @Override
    public CompletionStage<Void> send(Event event) {
        log.accept(line(event));
        return CompletableFuture.completedFuture(null);
    }

    private String line(Event event) {
        StringBuilder line = new StringBuilder(200)
                .append("event=")
                .append(event.id())
                .append(" endpoint=")
                .append(event.endpoint());
        quoted(line, "type", event.type());
        quoted(line, "provider_event", event.names().eventId());
        line.append(" delivery=")
                .append(event.deliveryId())
                .append(" verdict=")
                .append(event.verdict().kind())
                .append(" attempt=")
                .append(event.attempt())
                .append(" bytes=")
                .append(event.body().length);
        if (body) {
            quoted(line, "body", Optional.of(event.text()));
        }
        return line.toString();
    }

    private static void quoted(StringBuilder line, String name, Optional<String> value) {
        value.ifPresent(text -> line.append(' ').append(name).append('=').append(OneLine.quote(text)));
    }

    @Override
    public void close() {
        // Nothing is held.
    }

    @Override
    public String toString() {
        return body ? "log with bodies" : "log";
    }
}
