package io.hooklatch.recipe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads small documents of our own, such as recipes, whole. */
final class JsonTree {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private JsonTree() {}

    /**
     * A JSON object as a map of maps, lists, strings, longs, doubles and booleans.
     *
     * @param what names the document in errors
     * @throws IllegalArgumentException when it is not one object of those, or a key is repeated
     */
    static Map<String, Object> object(String what, String json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException(what + " is no JSON object: begin it with {");
            }
            Map<String, Object> object = object(what, parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException(what + " goes on after its closing }: remove what follows");
            }
            return object;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    what + " is no JSON: " + e.getOriginalMessage() + " in line "
                            + e.getLocation().getLineNr(),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(what, e);
        }
    }

    private static Map<String, Object> object(String what, JsonParser parser) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            if (object.put(name, value(what, parser)) != null) {
                throw new IllegalArgumentException(what + " has the field \"" + name + "\" twice, in line "
                        + parser.currentLocation().getLineNr() + ": leave one out");
            }
        }
        return Collections.unmodifiableMap(object);
    }

    private static Object value(String what, JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(what, parser);
            case START_ARRAY -> {
                List<Object> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(what, parser));
                }
                yield List.copyOf(items);
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default ->
                throw new IllegalArgumentException(what
                        + parser.getParsingContext().pathAsPointer().toString().replace('/', '.')
                        + " is null: give a value or leave it out");
        };
    }
}
