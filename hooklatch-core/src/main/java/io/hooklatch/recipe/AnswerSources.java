package io.hooklatch.recipe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.JsonPointerBasedFilter;
import com.fasterxml.jackson.core.filter.TokenFilter.Inclusion;
import io.hooklatch.message.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the answers of one rule are made of, with the secrets and options of one endpoint. Thread-safe. */
final class AnswerSources {
    /** The longest value that is sent back, in characters. */
    static final int MAX_VALUE = 2048;

    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, AnswerValue> values;
    private final Values places;
    private final AnswerKeys keys;
    private final Options options;

    AnswerSources(AnswerRule rule, AnswerKeys keys, Options options) {
        this.values = rule.values();
        this.places = new Values(rule.sources().stream()
                .map(Source::place)
                .flatMap(Optional::stream)
                .toList());
        this.keys = keys;
        this.options = options;
    }

    Reading read(Request request, long nowMillis) {
        return new Reading(request, nowMillis, places.read(request));
    }

    /** The sources of one answer. */
    final class Reading {
        private final Request request;
        private final long nowMillis;
        private final @Nullable String[] found;
        private final Map<String, String> made = new HashMap<>();
        private byte[] body = {};

        private Reading(Request request, long nowMillis, @Nullable String[] found) {
            this.request = request;
            this.nowMillis = nowMillis;
            this.found = found;
        }

        /** The body of the answer, once it is made. */
        void body(byte[] answer) {
            body = answer;
        }

        String text(Source source) throws Unanswerable {
            return switch (source.kind()) {
                case TEXT -> source.name();
                case METHOD -> request.method();
                case PATH -> request.path();
                case NOW -> Freshness.write(source.unit(), nowMillis);
                case SECRET -> keys.newest();
                case ANSWER_BODY -> new String(body, StandardCharsets.UTF_8);
                case OPTION ->
                    options.get(source.name())
                            .orElseThrow(() -> new Unanswerable("the option " + source.name() + " is not set"));
                case VALUE -> made(source.name());
                case PLACE -> shown(source.place().orElseThrow());
            };
        }

        private String shown(From place) throws Unanswerable {
            String value = found[places.slot(place)];
            if (value == null || value.isEmpty()) {
                throw new Unanswerable("nothing stands at " + place);
            }
            if (value.length() > MAX_VALUE) {
                throw new Unanswerable(
                        place + " has " + value.length() + " characters, " + MAX_VALUE + " are sent back");
            }
            if (!NameText.plain(value)) {
                throw new Unanswerable(place + " has control characters");
            }
            return value;
        }

        private String made(String name) throws Unanswerable {
            String known = made.get(name);
            AnswerValue value = values.get(name);
            if (known != null || value == null) {
                return Optional.ofNullable(known).orElseThrow(() -> new Unanswerable("there is no value " + name));
            }
            String now = make(value);
            made.put(name, now);
            return now;
        }

        private String make(AnswerValue value) throws Unanswerable {
            ByteArrayOutputStream joined = new ByteArrayOutputStream();
            for (Source source : value.of()) {
                joined.writeBytes(text(source).getBytes(StandardCharsets.UTF_8));
            }
            String text = joined.toString(StandardCharsets.UTF_8);
            if (value.hexOnly() && !text.matches("[0-9a-f]+")) {
                throw new Unanswerable("a value is not made of lower-case hexadecimal digits");
            }
            if (value.algorithm().isEmpty()) {
                return value.prefix() + text;
            }
            byte[] result = keys.compute(value.algorithm().get(), value.key(), joined.toByteArray());
            return value.prefix() + Codec.encode(value.encoding(), result);
        }

        /** Whether the value there is a number or a boolean of the JSON body. */
        boolean cameUnquoted(From place) {
            try (JsonParser parser = new FilteringParserDelegate(
                    JSON.createParser(request.body()),
                    new JsonPointerBasedFilter(place.name()),
                    Inclusion.ONLY_INCLUDE_ALL,
                    false)) {
                JsonToken token = parser.nextToken();
                return token != null && (token.isNumeric() || token.isBoolean());
            } catch (IOException e) {
                // Broken after the value, which was read: text is safe for any value.
                return false;
            }
        }
    }
}
