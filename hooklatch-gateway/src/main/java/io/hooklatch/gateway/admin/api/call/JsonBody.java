package io.hooklatch.gateway.admin.api.call;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.hooklatch.store.NewOperation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An object of JSON that somebody sent. A member that was never asked for until {@link #end()} is a problem. */
public final class JsonBody {
    private static final int DEEPEST = 4;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String prefix;
    private final Map<String, Object> members;
    private final Set<String> known = new LinkedHashSet<>();

    private JsonBody(String prefix, Map<String, Object> members) {
        this.prefix = prefix;
        this.members = members;
    }

    /** Reads a body: one object, of texts, whole numbers, lists and objects. */
    public static JsonBody of(byte[] body) {
        try (JsonParser in = FACTORY.createParser(body)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw unreadable("it does not begin with {");
            }
            Map<String, Object> members = object(in, 0);
            if (in.nextToken() != null) {
                throw unreadable("something follows the object");
            }
            return new JsonBody("", members);
        } catch (IOException e) {
            throw unreadable("it is broken, or names something twice");
        }
    }

    private static ProblemException unreadable(String why) {
        return Problem.of(400, "body", "The body cannot be read", "the body has to be one object of JSON: " + why)
                .thrown();
    }

    private static Map<String, Object> object(JsonParser in, int depth) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            members.put(name, value(in, depth + 1));
        }
        return members;
    }

    private static Object value(JsonParser in, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw unreadable("it is nested too deeply");
        }
        JsonToken token = in.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return object(in, depth);
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> items = new ArrayList<>();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(in, depth + 1));
            }
            return items;
        }
        if (token == JsonToken.VALUE_STRING) {
            return in.getText();
        }
        if (token == JsonToken.VALUE_NUMBER_INT && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return in.getLongValue();
        }
        throw unreadable("only texts, whole numbers, lists and objects are taken, and not " + in.getText());
    }

    /** The texts of an object by their names, for conditions. */
    public Fields fields(String name) {
        known.add(name);
        Map<String, String> texts = new LinkedHashMap<>();
        nested(name).members.forEach((key, value) -> {
            if (!(value instanceof String text)) {
                throw wrong(name + "." + key, "has to be a text in quotes");
            }
            texts.put(key, text);
        });
        return new Fields(prefix + name + ".", texts);
    }

    /** Whether there is such a member. */
    public boolean has(String name) {
        return members.containsKey(name);
    }

    /** A text; an empty one is a problem. */
    public Optional<String> text(String name) {
        known.add(name);
        Object value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text && !text.isBlank()) {
            return Optional.of(text);
        }
        throw wrong(name, "has to be a text in quotes, and not empty");
    }

    /** A text that has to be there, with an example of it for whoever left it out. */
    public String required(String name, String example) {
        return text(name).orElseThrow(() -> missing(name, example));
    }

    /** Why, for the audit. */
    public String reason() {
        return remark().orElseThrow(() -> missing("reason", "why, for whoever reads the audit"));
    }

    /** Why, where that need not be said. */
    public Optional<String> remark() {
        Optional<String> reason = text("reason");
        if (reason.isPresent() && reason.get().length() > NewOperation.MAX_REASON) {
            throw wrong("reason", "is longer than " + NewOperation.MAX_REASON + " characters: shorten it");
        }
        return reason;
    }

    /** A whole number within bounds. */
    public Optional<Integer> number(String name, int least, int most) {
        known.add(name);
        Object value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Long number && number >= least && number <= most) {
            return Optional.of(number.intValue());
        }
        throw wrong(name, "has to be a whole number from " + least + " to " + most);
    }

    /** The texts of a list. */
    public List<String> texts(String name) {
        known.add(name);
        List<String> texts = new ArrayList<>();
        if (members.get(name) instanceof List<?> items) {
            for (Object item : items) {
                if (!(item instanceof String text)) {
                    throw wrong(name, "has to hold texts in quotes");
                }
                texts.add(text);
            }
            return texts;
        }
        throw wrong(name, "has to be a list");
    }

    /** The object with this name. */
    public JsonBody nested(String name) {
        known.add(name);
        if (members.get(name) instanceof Map<?, ?> map) {
            Map<String, Object> inner = new LinkedHashMap<>();
            map.forEach((key, value) -> inner.put(String.valueOf(key), value));
            return new JsonBody(prefix + name + ".", inner);
        }
        throw has(name) ? wrong(name, "has to be an object") : missing(name, "an object");
    }

    /** Every member. */
    public Set<String> names() {
        return members.keySet();
    }

    /** Refuses the members that nobody asked for. */
    public void end() {
        Map<String, String> unasked = new LinkedHashMap<>();
        members.keySet().stream().filter(name -> !known.contains(name)).forEach(name -> unasked.put(name, ""));
        new Fields(prefix, unasked).end(known);
    }

    /**
     * A member that is not what it has to be, to be thrown.
     *
     * @param name of the member, or empty for the object itself
     */
    public ProblemException wrong(String name, String message) {
        String path = name.isEmpty() && !prefix.isEmpty() ? prefix.substring(0, prefix.length() - 1) : prefix + name;
        return Problem.invalid(path, path + " " + message).thrown();
    }

    private ProblemException missing(String name, String example) {
        return Problem.field(
                        "missing-value",
                        "A value is missing",
                        prefix + name,
                        prefix + name + " is missing: give " + example)
                .thrown();
    }
}
