package io.hooklatch.keys.code;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON objects in tokens and bodies. A repeated name at the top makes an object unreadable. */
final class Json {
    private Json() {}

    static Optional<Map<String, Object>> object(byte[] utf8) {
        try {
            return object(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    static Optional<Map<String, Object>> object(String text) {
        try {
            return Optional.of(JSONObjectUtils.parse(text));
        } catch (ParseException | RuntimeException e) {
            // Not an object, for whatever reason.
            return Optional.empty();
        }
    }

    static byte[] write(Map<String, ?> object) {
        return JSONObjectUtils.toJSONString(object).getBytes(StandardCharsets.UTF_8);
    }

    /** A string, number or boolean by its pointer; text on the way that is JSON itself is entered. */
    static Optional<String> at(Map<String, Object> object, String pointer) {
        Object value = object;
        for (String segment : pointer.substring(1).split("/", -1)) {
            value = step(value, segment.replace("~1", "/").replace("~0", "~"));
        }
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
            return Optional.of(Long.toString(number.longValue()));
        }
        boolean plain = value instanceof String || value instanceof Number || value instanceof Boolean;
        return plain ? Optional.of(String.valueOf(value)) : Optional.empty();
    }

    /** Puts a text where a pointer with these segments leads, within text that is JSON itself, too; nowhere when it breaks off. */
    static void put(Map<String, Object> object, List<String> segments, String value) {
        String name = segments.get(0);
        Object inner = object.get(name);
        if (segments.size() == 1) {
            object.put(name, value);
        } else if (inner instanceof Map<?, ?> map) {
            @SuppressWarnings("unchecked")
            Map<String, Object> members = (Map<String, Object>) map;
            put(members, segments.subList(1, segments.size()), value);
        } else if (inner instanceof String text) {
            object(text).ifPresent(members -> {
                put(members, segments.subList(1, segments.size()), value);
                object.put(name, new String(write(members), StandardCharsets.UTF_8));
            });
        }
    }

    private static @Nullable Object step(@Nullable Object in, String segment) {
        Object value = in instanceof String text ? object(text).orElse(null) : in;
        if (value instanceof Map<?, ?> map) {
            return map.get(segment);
        }
        if (value instanceof List<?> list && segment.matches("[0-9]{1,4}")) {
            int index = Integer.parseInt(segment);
            return index < list.size() ? list.get(index) : null;
        }
        return null;
    }
}
