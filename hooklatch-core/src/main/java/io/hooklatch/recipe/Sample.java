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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a small request that carries names where a recipe looks for them first. */
final class Sample {
    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, Object> json = new LinkedHashMap<>();
    private final Map<String, Object> event;
    private final List<String> form = new ArrayList<>();
    private final Map<String, Map<String, Object>> fields = new LinkedHashMap<>();
    private final List<String> query = new ArrayList<>();

    /**
     * @param element whether the event is an element of an array
     */
    private Sample(boolean element) {
        event = element ? new LinkedHashMap<>() : json;
    }

    static Request request(Naming naming, String target, Names names) {
        Sample sample = new Sample(naming.events().isPresent());
        sample.put(naming.eventId(), names.eventId(), sample.event);
        sample.put(naming.deliveryId(), names.deliveryId(), sample.json);
        sample.put(naming.eventType(), names.eventType(), sample.event);
        // Makes the bodies of different events different where no name is in them.
        String mark = names.eventId().or(names::deliveryId).orElse("");
        sample.event.putIfAbsent("sample", mark);
        sample.fields.forEach(
                (field, document) -> sample.form.add(field(field, new String(json(document), StandardCharsets.UTF_8))));
        Optional<String> document = naming.events().flatMap(EventArray::field);
        document.ifPresent(name ->
                sample.form.add(field(name, new String(sample.json(naming.events()), StandardCharsets.UTF_8))));
        boolean isForm = !sample.form.isEmpty();
        sample.form.add(field("sample", mark));
        Headers headers = Headers.of("content-type", isForm ? "application/x-www-form-urlencoded" : "application/json");
        byte[] body = isForm
                ? String.join("&", sample.form).getBytes(StandardCharsets.US_ASCII)
                : sample.json(naming.events());
        return Request.post(sample.target(target), NameHeaders.with(headers, naming, names), body);
    }

    private void put(List<From> places, Optional<String> name, Map<String, Object> in) {
        if (places.isEmpty() || name.isEmpty()) {
            return;
        }
        From place = places.get(0);
        switch (place.kind()) {
            case JSON -> put(in, JsonPaths.segments(place.name()), name.get());
            case DELIVERY_JSON -> put(json, JsonPaths.segments(place.name()), name.get());
            case FORM -> form.add(field(place.name(), name.get()));
            case FORM_JSON ->
                put(
                        fields.computeIfAbsent(place.field(), none -> new LinkedHashMap<>()),
                        JsonPaths.segments(place.pointer()),
                        name.get());
            case QUERY -> query.add(field(place.name(), name.get()));
            case HEADER, BODY_DIGEST, DELIVERY_DIGEST, FUNCTION -> {}
        }
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> object, List<String> segments, Object value) {
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

    /**
     * @param array where the event is an element of it
     */
    private byte[] json(Optional<EventArray> array) {
        Object document = json;
        if (array.isPresent() && array.get().pointer().isEmpty()) {
            document = List.of(event);
        } else if (array.isPresent()) {
            put(json, JsonPaths.segments(array.get().pointer()), List.of(event));
        }
        return json(document);
    }

    private static byte[] json(Object document) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (JsonGenerator generator = JSON.createGenerator(body)) {
            write(generator, document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return body.toByteArray();
    }

    /** An object whose only name is 0 stands for a list of one. */
    private static void write(JsonGenerator generator, Object value) throws IOException {
        if (value instanceof List<?> list) {
            array(generator, list);
        } else if (!(value instanceof Map<?, ?> map)) {
            generator.writeString(value.toString());
        } else if (map.size() == 1 && map.containsKey("0")) {
            array(generator, map.values());
        } else {
            generator.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                generator.writeFieldName(entry.getKey().toString());
                write(generator, entry.getValue());
            }
            generator.writeEndObject();
        }
    }

    private static void array(JsonGenerator generator, Collection<?> items) throws IOException {
        generator.writeStartArray();
        for (Object item : items) {
            write(generator, item);
        }
        generator.writeEndArray();
    }
}
