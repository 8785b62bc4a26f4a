package io.hooklatch.recipe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a small request that carries names where a recipe looks for them first. */
final class Sample {
    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, Object> json = new LinkedHashMap<>();
    private final List<String> form = new ArrayList<>();
    private final List<String> query = new ArrayList<>();

    private Sample() {}

    static Request request(Naming naming, String target, Names names) {
        Sample sample = new Sample();
        sample.put(naming.eventId(), names.eventId());
        sample.put(naming.deliveryId(), names.deliveryId());
        sample.put(naming.eventType(), names.eventType());
        // Makes the bodies of different events different where no name is in them.
        String mark = names.eventId().or(names::deliveryId).orElse("");
        sample.json.putIfAbsent("sample", mark);
        boolean isForm = !sample.form.isEmpty();
        sample.form.add(field("sample", mark));
        Headers headers = Headers.of("content-type", isForm ? "application/x-www-form-urlencoded" : "application/json");
        byte[] body = isForm ? String.join("&", sample.form).getBytes(StandardCharsets.US_ASCII) : sample.json();
        return Request.post(sample.target(target), NameHeaders.with(headers, naming, names), body);
    }

    private void put(List<From> places, Optional<String> name) {
        if (places.isEmpty() || name.isEmpty()) {
            return;
        }
        From place = places.get(0);
        switch (place.kind()) {
            case JSON -> put(json, JsonPaths.segments(place.name()), name.get());
            case FORM -> form.add(field(place.name(), name.get()));
            case QUERY -> query.add(field(place.name(), name.get()));
            case HEADER, BODY_DIGEST, FUNCTION -> {}
        }
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> object, List<String> segments, String value) {
        Map<String, Object> inner = object;
        for (String segment : segments.subList(0, segments.size() - 1)) {
            Object next = inner.computeIfAbsent(segment, none -> new LinkedHashMap<String, Object>());
            if (!(next instanceof Map)) {
                return;
            }
            inner = (Map<String, Object>) next;
        }
        inner.putIfAbsent(segments.get(segments.size() - 1), value);
    }

    private static String field(String name, String value) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8) + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private String target(String target) {
        return query.isEmpty() ? target : target + (target.contains("?") ? "&" : "?") + String.join("&", query);
    }

    private byte[] json() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (JsonGenerator generator = JSON.createGenerator(body)) {
            write(generator, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return body.toByteArray();
    }

    /** An object whose only name is 0 stands for a list of one. */
    private static void write(JsonGenerator generator, Object value) throws IOException {
        if (!(value instanceof Map<?, ?> map)) {
            generator.writeString(value.toString());
        } else if (map.size() == 1 && map.containsKey("0")) {
            generator.writeStartArray();
            for (Object item : map.values()) {
                write(generator, item);
            }
            generator.writeEndArray();
        } else {
            generator.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                generator.writeFieldName(entry.getKey().toString());
                write(generator, entry.getValue());
            }
            generator.writeEndObject();
        }
    }
}
