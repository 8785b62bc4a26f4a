package io.hooklatch.recipe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads signed parts of a recipe document. */
final class PartDocument {
    private static final List<String> DIGESTS = List.of("md5", "sha1", "sha256", "sha384", "sha512");
    /** Every part that is a word. */
    static final List<Part> NAMED = named();

    private static final Map<String, Part> BY_NAME = byName();

    private PartDocument() {}

    private static List<Part> named() {
        List<Part> parts = new ArrayList<>();
        for (Part.Kind kind : Part.SINGLE) {
            parts.add(Part.of(kind));
        }
        for (UrlForm form : UrlForm.values()) {
            parts.add(Part.url(form));
        }
        for (String digest : DIGESTS) {
            parts.add(Part.bodyHash(digest));
        }
        for (String digest : DIGESTS) {
            parts.add(Part.bodyHashBase64(digest));
        }
        return List.copyOf(parts);
    }

    private static Map<String, Part> byName() {
        Map<String, Part> byName = new HashMap<>();
        for (Part part : NAMED) {
            byName.put(part.toString(), part);
        }
        return byName;
    }

    /** A part or a list of parts; empty without the field. */
    static List<Part> parts(Fields fields, String name) {
        List<?> items = fields.items(name);
        List<Part> parts = new ArrayList<>(items.size());
        for (Object item : items) {
            parts.add(part(fields.at(name), item));
        }
        return Collections.unmodifiableList(parts);
    }

    private static Part part(FieldPath at, Object item) {
        if (item instanceof Map) {
            Fields fields = new Fields(at, Fields.map(at, item));
            try {
                Part part = object(fields);
                fields.done();
                return part;
            } catch (IllegalArgumentException e) {
                String message = String.valueOf(e.getMessage());
                throw message.startsWith("signed part ") ? new IllegalArgumentException(at + ": " + message, e) : e;
            }
        }
        if (!(item instanceof String name)) {
            throw new IllegalArgumentException(at + " has a part that is neither text nor an object: name the part");
        }
        Part word = BY_NAME.get(name);
        if (word != null) {
            return word;
        }
        try {
            return Part.value(From.parse(name));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    at + ": \"" + name
                            + "\" is no part: write a place such as header webhook-id, {\"text\": \".\"}, or one of "
                            + String.join(
                                    ", ", NAMED.stream().map(Part::toString).toList()),
                    e);
        }
    }

    private static Part object(Fields fields) {
        if (fields.has("first_of")) {
            List<From> places = fields.places("first_of");
            return Part.value(places.get(0), places.subList(1, places.size()).toArray(new From[0]));
        }
        if (fields.has("piece_of")) {
            Cut cut = cut(fields);
            return Part.pieceOf(place(fields, "piece_of"), cut.after(), cut.until());
        }
        if (fields.has("either_case_of")) {
            return Part.inEitherCase(place(fields, "either_case_of"));
        }
        if (fields.has("headers_named_by")) {
            String naming = place(fields, "headers_named_by").name();
            return Part.headersNamedBy(naming, names(fields.places("always")));
        }
        if (fields.has("if_any")) {
            return Part.ifAny(
                    fields.text("before", ""),
                    fields.text("between", ""),
                    fields.text("after", ""),
                    members(fields, "if_any"));
        }
        if (fields.has("digest_of")) {
            return Part.digestOf(fields.text("digest", "sha256"), members(fields, "digest_of"));
        }
        if (fields.has("raw")) {
            return Part.rawJson(place(fields, "raw"));
        }
        if (fields.has("php_json")) {
            return Part.phpJson(place(fields, "php_json"));
        }
        if (fields.has("secret_in")) {
            return Part.secretIn(place(fields, "secret_in"));
        }
        if (fields.has("label")) {
            return Part.label(text(fields, "label"));
        }
        if (fields.has("option")) {
            return Part.option(text(fields, "option"));
        }
        if (fields.has("sorted_form_or_digest_in")) {
            return Part.sortedFormOrDigestIn(text(fields, "sorted_form_or_digest_in"));
        }
        return Part.text(text(fields, "text"));
    }

    private static String[] names(List<From> places) {
        String[] names = new String[places.size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = places.get(i).name();
        }
        return names;
    }

    private static String text(Fields fields, String name) {
        return fields.required(fields.text(name), name, "{\"text\": \".\"}");
    }

    private static From place(Fields fields, String name) {
        List<From> places = fields.places(name);
        if (places.isEmpty()) {
            throw fields.missing(name, "{\"" + name + "\": \"json /id\"}");
        }
        return places.get(0);
    }

    private static Part[] members(Fields fields, String name) {
        return parts(fields, name).toArray(new Part[0]);
    }

    /** The texts around a piece of a text; the whole of it without them. */
    static Cut cut(Fields fields) {
        Optional<String> after = fields.text("after");
        return new Cut(after.orElse(""), fields.text("until", ""));
    }
}
