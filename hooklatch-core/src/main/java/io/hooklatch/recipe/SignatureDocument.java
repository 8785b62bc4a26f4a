package io.hooklatch.recipe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the part of a recipe document that says how requests are signed. */
final class SignatureDocument {
    private static final List<Part> NAMED_PARTS = List.of(
            Part.body(),
            Part.timestamp(),
            Part.method(),
            Part.url(),
            Part.path(),
            Part.sortedForm(),
            Part.sortedJson(),
            Part.secret(),
            Part.bodyHash("md5"),
            Part.bodyHash("sha1"),
            Part.bodyHash("sha256"),
            Part.bodyHash("sha384"),
            Part.bodyHash("sha512"));

    private SignatureDocument() {}

    static SignatureScheme scheme(Fields fields, Optional<Fields> time, List<From> requires) {
        List<From> in = fields.each("in", From::parse);
        boolean headerOption = fields.flag("header_option");
        Algorithm algorithm = fields.choice("algorithm", List.of(Algorithm.values()), Algorithm::text)
                .orElseThrow(() -> fields.missing("algorithm", "\"algorithm\": \"hmac-sha256\""));
        List<Part> signs = fields.items("signs", SignatureDocument::part);
        SignatureScheme scheme = new SignatureScheme(
                in,
                headerOption,
                format(fields),
                time.map(SignatureDocument::timestamp),
                signs.isEmpty() ? List.of(Part.body()) : signs,
                algorithm,
                fields.object("key").map(SignatureDocument::key).orElse(KeyRule.TEXT),
                requires);
        fields.done();
        try {
            return SchemeChecks.checked(scheme);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(fields.at("signature") + ": " + e.getMessage(), e);
        }
    }

    private static SignatureFormat format(Fields fields) {
        Optional<Fields> pairs = fields.object("pairs");
        Optional<Fields> list = fields.object("list");
        if (pairs.isPresent() && list.isPresent()) {
            throw new IllegalArgumentException(
                    fields.at("pairs") + " and list: the value is made of one of them; leave out the other");
        }
        SignatureFormat format = new SignatureFormat(
                shape(pairs, list),
                pairs.flatMap(items -> items.text("groups")).orElse(""),
                pairs.or(() -> list).flatMap(items -> items.text("between")).orElse(","),
                pairs.flatMap(items -> items.text("equals")).orElse("="),
                pairs.map(items -> items.each("labels", text -> text)).orElse(List.of()),
                pairs.flatMap(items -> items.text("label_option")).orElse(""),
                fields.text("prefix").orElse(""),
                fields.choice("encoding", List.of(Encoding.values()), Encoding::text)
                        .orElse(Encoding.HEX),
                fields.flag("repeats"));
        pairs.ifPresent(Fields::done);
        list.ifPresent(Fields::done);
        return format;
    }

    private static SignatureFormat.Shape shape(Optional<Fields> pairs, Optional<Fields> list) {
        if (pairs.isPresent()) {
            return SignatureFormat.Shape.PAIRS;
        }
        return list.isPresent() ? SignatureFormat.Shape.LIST : SignatureFormat.Shape.VALUE;
    }

    private static TimestampRule timestamp(Fields fields) {
        List<From> in = fields.each("in", From::parse);
        Optional<String> label = fields.text("label");
        boolean first = fields.flag("first");
        int places = (in.isEmpty() ? 0 : 1) + (label.isPresent() ? 1 : 0) + (first ? 1 : 0);
        if (places != 1) {
            throw new IllegalArgumentException(fields.at("in") + ", label and first: " + places
                    + " of them are given; say with exactly one where the timestamp is");
        }
        TimestampRule.Place place = TimestampRule.Place.FIRST;
        if (!first) {
            place = label.isPresent() ? TimestampRule.Place.LABEL : TimestampRule.Place.VALUE;
        }
        TimestampUnit unit = fields.choice("unit", List.of(TimestampUnit.values()), SignatureDocument::text)
                .orElseThrow(() -> fields.missing("unit", "\"unit\": \"s\""));
        long tolerance = fields.whole("tolerance_s").orElse(0L);
        if (fields.has("tolerance_s") && tolerance <= 0) {
            throw new IllegalArgumentException(fields.at("tolerance_s") + " is " + tolerance
                    + ": give a whole number of seconds above 0, or leave it out for no limit");
        }
        if (fields.has("tolerance_s") && unit == TimestampUnit.TEXT) {
            throw new IllegalArgumentException(fields.at("tolerance_s") + " is " + tolerance
                    + ": text is not read as a time; leave it out, or name the unit of the time");
        }
        fields.done();
        return new TimestampRule(place, label.orElse(""), in, unit, tolerance);
    }

    private static String text(TimestampUnit unit) {
        return switch (unit) {
            case SECONDS -> "s";
            case MILLISECONDS -> "ms";
            case ISO_8601 -> "iso-8601";
            case TEXT -> "text";
        };
    }

    private static KeyRule key(Fields fields) {
        KeyRule rule = new KeyRule(
                fields.choice("encoding", List.of(KeyEncoding.values()), KeyEncoding::text)
                        .orElse(KeyEncoding.UTF_8),
                fields.text("prefix").orElse(""),
                Math.toIntExact(fields.whole("min_bytes").orElse((long) KeyRule.MIN_BYTES)),
                Math.toIntExact(fields.whole("max_bytes").orElse((long) KeyRule.MAX_BYTES)));
        fields.done();
        return rule;
    }

    private static Optional<Part> other(Fields fields) {
        return Stream.of(
                        fields.each("raw", From::parse).stream().map(Part::rawJson),
                        fields.each("php_json", From::parse).stream().map(Part::phpJson),
                        fields.each("secret_in", From::parse).stream().map(Part::secretIn),
                        fields.each("if_any", From::parse).stream().map(Part::ifAny))
                .flatMap(parts -> parts)
                .findFirst();
    }

    private static Part part(String at, Object item) {
        if (item instanceof Map) {
            Fields fields = new Fields(at, Fields.map(at, item));
            Optional<Part> other = other(fields);
            List<From> places = fields.each("first_of", From::parse);
            Part part = other.isPresent()
                    ? other.get()
                    : places.isEmpty()
                            ? Part.text(
                                    fields.text("text").orElseThrow(() -> fields.missing("text", "{\"text\": \".\"}")))
                            : Part.value(
                                    places.get(0),
                                    places.subList(1, places.size()).toArray(From[]::new));
            fields.done();
            return part;
        }
        if (!(item instanceof String name)) {
            throw new IllegalArgumentException(at + " has a part that is neither text nor an object: name the part");
        }
        for (Part part : NAMED_PARTS) {
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
                                    ", ",
                                    NAMED_PARTS.stream().map(Part::toString).toList()),
                    e);
        }
    }
}
