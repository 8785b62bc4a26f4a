package io.hooklatch.recipe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.hooklatch.message.Header;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes answers by one rule for one endpoint. Thread-safe. */
final class AnswerMaker {
    private static final JsonFactory JSON = new JsonFactory();

    private final AnswerRule rule;
    private final AnswerSources sources;

    AnswerMaker(AnswerRule rule, AnswerSources sources) {
        this.rule = rule;
        this.sources = sources;
    }

    /**
     * The answer to a request.
     *
     * @throws Unanswerable when a value is absent, is too long, or must not be sent back
     */
    Answer make(Request request, long nowMillis) throws Unanswerable {
        AnswerSources.Reading reading = sources.read(request, nowMillis);
        byte[] body = body(reading);
        reading.body(body);
        List<Header> lines = new ArrayList<>();
        if (body.length > 0) {
            lines.add(new Header("content-type", rule.type()));
            lines.add(new Header("x-content-type-options", "nosniff"));
        }
        for (Map.Entry<String, Template> header : rule.headers().entrySet()) {
            lines.add(new Header(header.getKey(), headerValue(text(header.getValue(), reading))));
        }
        return new Answer(rule.status(), Headers.of(lines), body);
    }

    private byte[] body(AnswerSources.Reading reading) throws Unanswerable {
        if (rule.text().isPresent()) {
            return text(rule.text().get(), reading).getBytes(StandardCharsets.UTF_8);
        }
        if (rule.json().isEmpty()) {
            return new byte[0];
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = JSON.createGenerator(bytes)) {
            write(rule.json().get(), reading, generator);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    private static void write(Object tree, AnswerSources.Reading reading, JsonGenerator to)
            throws IOException, Unanswerable {
        if (tree instanceof Map<?, ?> map) {
            to.writeStartObject();
            for (Map.Entry<?, ?> field : map.entrySet()) {
                to.writeFieldName((String) field.getKey());
                write(field.getValue(), reading, to);
            }
            to.writeEndObject();
        } else if (tree instanceof List<?> list) {
            to.writeStartArray();
            for (Object item : list) {
                write(item, reading, to);
            }
            to.writeEndArray();
        } else if (tree instanceof Template template) {
            String text = text(template, reading);
            Optional<From> place = template.onlyJsonPlace();
            if (template.onlyTime() || (place.isPresent() && reading.cameUnquoted(place.get()))) {
                to.writeRawValue(text);
            } else {
                to.writeString(text);
            }
        } else {
            to.writeRawValue(tree.toString());
        }
    }

    private static String text(Template template, AnswerSources.Reading reading) throws Unanswerable {
        StringBuilder text = new StringBuilder();
        for (Source source : template.sources()) {
            text.append(reading.text(source));
        }
        return text.toString();
    }

    /** Only visible ASCII and blanks get into a header, so nothing that is sent back can begin another line. */
    private static String headerValue(String text) throws Unanswerable {
        boolean visible = text.chars().allMatch(c -> c >= ' ' && c < 0x7F);
        if (!visible || !text.equals(text.strip())) {
            throw new Unanswerable(
                    "a value that was to be sent back in a header has characters that must not stand there");
        }
        return text;
    }
}
