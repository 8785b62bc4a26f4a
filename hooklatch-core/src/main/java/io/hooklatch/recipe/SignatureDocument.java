package io.hooklatch.recipe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the part of a recipe document that says how requests are signed. */
final class SignatureDocument {
    private SignatureDocument() {}

    static SignatureScheme scheme(Fields fields, Optional<Fields> time, List<From> requires) {
        List<From> in = fields.places("in");
        boolean headerOption = fields.flag("header_option");
        Algorithm algorithm = fields.choice("algorithm", List.of(Algorithm.values()), Algorithm::text)
                .orElseThrow(() -> fields.missing("algorithm", "\"algorithm\": \"hmac-sha256\""));
        List<Part> signs = fields.items("signs", PartDocument::part);
        SignatureScheme scheme = new SignatureScheme(
                in,
                headerOption,
                format(fields),
                time.map(SignatureDocument::timestamp),
                signs.isEmpty() ? List.of(Part.body()) : signs,
                algorithm,
                fields.object("key").map(SignatureDocument::key).orElse(KeyRule.TEXT),
                requires,
                sends(fields));
        fields.done();
        try {
            return SchemeChecks.checked(scheme);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(fields.at("signature") + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, String> sends(Fields fields) {
        Map<String, String> sends = new LinkedHashMap<>();
        fields.object("sends").ifPresent(headers -> {
            for (String name : headers.names()) {
                sends.put(From.header(name).name(), headers.text(name).orElse(""));
            }
        });
        return sends;
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
                fields.flag("repeats"),
                pairs.map(items -> items.flag("quoted")).orElse(false),
                PartDocument.cut(fields));
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
        List<From> in = fields.places("in");
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
        Cut cut = PartDocument.cut(fields);
        fields.done();
        return new TimestampRule(place, label.orElse(""), in, cut, unit, tolerance);
    }

    private static String text(TimestampUnit unit) {
        return switch (unit) {
            case SECONDS -> "s";
            case MILLISECONDS -> "ms";
            case SECONDS_OR_MILLISECONDS -> "s-or-ms";
            case ISO_8601 -> "iso-8601";
            case HTTP_DATE -> "http-date";
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
}
