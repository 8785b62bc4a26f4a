package io.hooklatch.recipe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the part of a recipe document that says how requests are signed. */
final class SignatureDocument {
    private static final Map<String, TimestampUnit> UNITS = units();

    private SignatureDocument() {}

    static SignatureScheme scheme(Fields fields, Optional<Fields> time, List<From> requires) {
        List<From> in = fields.places("in");
        boolean headerOption = fields.flag("header_option");
        Algorithm algorithm = fields.required(
                fields.choice("algorithm", Algorithm.BY_TEXT), "algorithm", "\"algorithm\": \"hmac-sha256\"");
        Optional<Fields> key = fields.object("key");
        List<Part> signs = PartDocument.parts(fields, "signs");
        SignatureScheme scheme = new SignatureScheme(
                in,
                headerOption,
                format(fields),
                time.isPresent() ? Optional.of(timestamp(time.get())) : Optional.empty(),
                signs.isEmpty() ? List.of(Part.body()) : signs,
                algorithm,
                key.isPresent() ? key(key.get()) : KeyRule.TEXT,
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
        for (Fields headers : fields.objects("sends")) {
            for (String name : headers.names()) {
                sends.put(From.header(name).name(), headers.text(name, ""));
            }
        }
        return sends;
    }

    private static SignatureFormat format(Fields fields) {
        boolean isPairs = fields.has("pairs");
        boolean isList = fields.has("list");
        if (isPairs && isList) {
            throw new IllegalArgumentException(
                    fields.at("pairs") + " and list: the value is made of one of them; leave out the other");
        }
        Fields items = fields.object(isPairs ? "pairs" : "list").orElse(new Fields(fields.at("pairs"), Map.of()));
        SignatureFormat format = new SignatureFormat(
                shape(isPairs, isList),
                isPairs ? items.text("groups", "") : "",
                items.text("between", ","),
                isPairs ? items.text("equals", "=") : "=",
                isPairs ? items.texts("labels") : List.of(),
                isPairs ? items.text("label_option", "") : "",
                fields.text("prefix", ""),
                fields.choice("encoding", Encoding.BY_TEXT).orElse(Encoding.HEX),
                fields.flag("repeats"),
                isPairs && items.flag("quoted"),
                PartDocument.cut(fields));
        items.done();
        return format;
    }

    private static SignatureFormat.Shape shape(boolean pairs, boolean list) {
        if (pairs) {
            return SignatureFormat.Shape.PAIRS;
        }
        return list ? SignatureFormat.Shape.LIST : SignatureFormat.Shape.VALUE;
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
        TimestampUnit unit = fields.required(fields.choice("unit", UNITS), "unit", "\"unit\": \"s\"");
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

    private static Map<String, TimestampUnit> units() {
        Map<String, TimestampUnit> units = new LinkedHashMap<>();
        units.put("s", TimestampUnit.SECONDS);
        units.put("ms", TimestampUnit.MILLISECONDS);
        units.put("s-or-ms", TimestampUnit.SECONDS_OR_MILLISECONDS);
        units.put("iso-8601", TimestampUnit.ISO_8601);
        units.put("http-date", TimestampUnit.HTTP_DATE);
        units.put("text", TimestampUnit.TEXT);
        return units;
    }

    private static KeyRule key(Fields fields) {
        KeyRule rule = new KeyRule(
                fields.choice("encoding", KeyEncoding.BY_TEXT).orElse(KeyEncoding.UTF_8),
                fields.text("prefix", ""),
                Math.toIntExact(fields.whole("min_bytes").orElse((long) KeyRule.MIN_BYTES)),
                Math.toIntExact(fields.whole("max_bytes").orElse((long) KeyRule.MAX_BYTES)));
        fields.done();
        return rule;
    }
}
