package io.hooklatch.recipe;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a fixture can expect: a field of {@code expected}, and what of the outcome is compared with it. A further one is a
 * further constant: values are plain JSON (text, true and false, lists and maps), and both sides have the same form.
 */
enum Expectation {
    SIGNATURE_VALID(Boolean.class, "true or false"),
    SIGNATURE_ERROR_CONTAINS(String.class, "text in quotes"),
    PROVIDER_DELIVERY_ID(String.class, "text in quotes"),
    PROVIDER_EVENT_ID(String.class, "text in quotes"),
    EVENT_TYPE(String.class, "text in quotes"),
    EVENTS(List.class, "a list with {\"provider_event_id\": \"…\", \"event_type\": \"…\"} for each element"),
    HANDSHAKE(Map.class, "an object with name, status, headers and body"),
    ANSWER(Map.class, "an object with status, headers and body");

    private final Class<?> type;
    private final String form;

    Expectation(Class<?> type, String form) {
        this.type = type;
        this.form = form;
    }

    private Object actual(Outcome outcome) {
        return switch (this) {
            case SIGNATURE_VALID -> outcome.verdict().accepted();
            case SIGNATURE_ERROR_CONTAINS -> outcome.verdict().detail();
            case PROVIDER_DELIVERY_ID -> orAbsent(outcome.names().deliveryId());
            case PROVIDER_EVENT_ID -> orAbsent(outcome.names().eventId());
            case EVENT_TYPE -> orAbsent(outcome.names().eventType());
            case EVENTS ->
                outcome.verifier()
                        .batch(outcome.request())
                        .<Object>map(batch ->
                                batch.events().stream().map(Expectation::names).toList())
                        .orElse("(absent)");
            case HANDSHAKE ->
                outcome.handshake().<Object>map(Expectation::reply).orElse("(none)");
            case ANSWER -> outcome.answer().<Object>map(Expectation::answer).orElse("(none)");
        };
    }

    /** Its name in a fixture file. */
    String field() {
        return name().toLowerCase(Locale.ROOT);
    }

    Class<?> type() {
        return type;
    }

    /** What to write there, for messages. */
    String form() {
        return form;
    }

    /** The difference in words, unless there is none. */
    Optional<String> difference(Object wanted, Outcome outcome) {
        Object was = actual(outcome);
        boolean fits =
                this == SIGNATURE_ERROR_CONTAINS ? was.toString().contains(wanted.toString()) : wanted.equals(was);
        if (fits) {
            return Optional.empty();
        }
        String why = this == SIGNATURE_VALID && !outcome.verdict().detail().isEmpty()
                ? " (" + outcome.verdict().detail() + ")"
                : "";
        return Optional.of(field() + ": expected " + JsonText.of(wanted) + ", was " + JsonText.of(was) + why);
    }

    /** The names that an element has. */
    private static Map<String, Object> names(BatchEvent event) {
        Map<String, Object> names = new LinkedHashMap<>();
        event.names().eventId().ifPresent(id -> names.put(PROVIDER_EVENT_ID.field(), id));
        event.names().eventType().ifPresent(type -> names.put(EVENT_TYPE.field(), type));
        return names;
    }

    /** What is wrong although nothing is expected: a handshake is never one unforeseen. */
    Optional<String> unforeseen(Outcome outcome) {
        return this == HANDSHAKE
                ? outcome.handshake().map(reply -> "handshake: expected none, was " + JsonText.of(reply(reply)))
                : Optional.empty();
    }

    private static Map<String, Object> reply(HandshakeReply reply) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("name", reply.name());
        plain.putAll(answer(reply.answer()));
        reply.learnt().ifPresent(secret -> plain.put("learns", secret));
        reply.confirm().ifPresent(url -> plain.put("confirms", url.toString()));
        return plain;
    }

    private static Map<String, Object> answer(Answer answer) {
        Map<String, Object> headers = new LinkedHashMap<>();
        answer.headers().forEach(line -> headers.put(line.name(), line.value()));
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("status", (long) answer.status());
        plain.put("headers", headers);
        plain.put("body", new String(answer.body(), StandardCharsets.UTF_8));
        return plain;
    }

    private static Object orAbsent(Optional<String> name) {
        return name.orElse("(absent)");
    }
}
