package io.hooklatch.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads signed parts of a recipe document. */
final class PartDocument {
    private static final List<String> DIGESTS = List.of("md5", "sha1", "sha256", "sha384", "sha512");
    /** Every part that is a word. */
    static final List<Part> NAMED = named();

    private PartDocument() {}

    private static List<Part> named() {
        List<Part> parts = new ArrayList<>();
        Part.SINGLE.forEach(kind -> parts.add(Part.of(kind)));
        Stream.of(UrlForm.values()).map(Part::url).forEach(parts::add);
        DIGESTS.forEach(digest -> parts.add(Part.bodyHash(digest)));
        DIGESTS.forEach(digest -> parts.add(Part.bodyHashBase64(digest)));
        return List.copyOf(parts);
    }

    static Part part(String at, Object item) {
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
        for (Part part : NAMED) {
            if (part.toString().equals(name)) {
                return part;
            }
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
            List<From> places = fields.each("first_of", From::parse);
            return Part.value(places.get(0), places.subList(1, places.size()).toArray(From[]::new));
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
            return Part.headersNamedBy(
                    naming,
                    fields.each("always", From::parse).stream().map(From::name).toArray(String[]::new));
        }
        if (fields.has("if_any")) {
            return Part.ifAny(
                    fields.text("before").orElse(""),
                    fields.text("between").orElse(""),
                    fields.text("after").orElse(""),
                    members(fields, "if_any"));
        }
        if (fields.has("digest_of")) {
            return Part.digestOf(fields.text("digest").orElse("sha256"), members(fields, "digest_of"));
        }
        return json(fields)
                .or(() -> fields.text("label").map(Part::label))
                .or(() -> fields.text("option").map(Part::option))
                .or(() -> fields.text("sorted_form_or_digest_in").map(Part::sortedFormOrDigestIn))
                .or(() -> fields.text("text").map(Part::text))
                .orElseThrow(() -> fields.missing("text", "{\"text\": \".\"}"));
    }

    private static Optional<Part> json(Fields fields) {
        return Stream.of(
                        fields.each("raw", From::parse).stream().map(Part::rawJson),
                        fields.each("php_json", From::parse).stream().map(Part::phpJson),
                        fields.each("secret_in", From::parse).stream().map(Part::secretIn))
                .flatMap(parts -> parts)
                .findFirst();
    }

    private static From place(Fields fields, String name) {
        return fields.each(name, From::parse).get(0);
    }

    private static Part[] members(Fields fields, String name) {
        return fields.items(name, PartDocument::part).toArray(Part[]::new);
    }

    /** The texts around a piece of a text; the whole of it without them. */
    static Cut cut(Fields fields) {
        Optional<String> after = fields.text("after");
        return new Cut(after.orElse(""), fields.text("until").orElse(""));
    }
}
