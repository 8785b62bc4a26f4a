package io.hooklatch.recipe;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the part of a recipe document that says which handshakes there are. */
final class HandshakeDocument {
    private static final String VERIFIED = "verified";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT");
    private static final List<String> OTHERWISE = List.of("401", "403", "404", "405", "pass");

    private HandshakeDocument() {}

    /** What the recipe answers by itself, from its fields {@code handshakes} and {@code answer}. */
    static Answering answering(Fields fields) {
        List<HandshakeRule> rules =
                fields.items("handshakes", (at, item) -> rule(new Fields(at, Fields.map(at, item))));
        Optional<AnswerRule> accepted = fields.object("answer").map(AnswerDocument::rule);
        Set<String> names = new LinkedHashSet<>();
        for (HandshakeRule rule : rules) {
            if (!names.add(rule.name())) {
                throw new IllegalArgumentException(
                        fields.at("handshakes") + " has two of the name " + rule.name() + ": give each its own");
            }
        }
        return new Answering(rules, accepted);
    }

    static HandshakeRule rule(Fields fields) {
        String name = fields.text("name").orElseThrow(() -> fields.missing("name", "\"name\": \"subscribe\""));
        if (!name.matches("[a-z0-9][a-z0-9-]*")) {
            throw new IllegalArgumentException(
                    fields.at("name") + " is \"" + name + "\": use lower-case letters, digits and -, as in url-check");
        }
        Fields match = fields.object("match")
                .orElseThrow(() -> fields.missing("match", "\"match\": {\"method\": \"GET\", \"has\": \"query c\"}"));
        Map<From, Source> equal = new LinkedHashMap<>();
        boolean verified = false;
        for (Object item : fields.items("requires", (at, each) -> each)) {
            if (item instanceof String word) {
                verified |= checkedWord(fields, word);
            } else {
                equal.putAll(equal(fields.at("requires"), item));
            }
        }
        List<Integer> otherwise = fields.items("otherwise", HandshakeDocument::otherwise);
        HandshakeRule rule = new HandshakeRule(
                name,
                match(match),
                verified,
                equal,
                fields.object("answer").map(AnswerDocument::rule).orElse(AnswerRule.OK),
                otherwise.isEmpty() ? (verified ? 401 : 403) : otherwise.get(0),
                fields.places("learns").stream().findFirst(),
                fields.object("confirms").map(HandshakeDocument::confirmation));
        fields.done();
        return checked(fields, rule);
    }

    private static int otherwise(String at, Object item) {
        String text = String.valueOf(item);
        if (!OTHERWISE.contains(text)) {
            throw new IllegalArgumentException(at + " is \"" + text + "\": " + Nearest.hint(text, OTHERWISE));
        }
        return text.equals("pass") ? HandshakeRule.PASS : Integer.parseInt(text);
    }

    private static boolean checkedWord(Fields fields, String word) {
        if (!word.equals(VERIFIED)) {
            throw new IllegalArgumentException(fields.at("requires") + " is \"" + word + "\": write " + VERIFIED
                    + ", or what must be equal, as in {\"query token\": \"option verify_token\"}");
        }
        return true;
    }

    private static Map<From, Source> equal(String at, Object item) {
        Map<From, Source> equal = new LinkedHashMap<>();
        Fields.map(at, item).forEach((place, source) -> {
            Source wanted = Source.parse(String.valueOf(source), Set.of());
            if (wanted.kind() != Source.Kind.OPTION && wanted.kind() != Source.Kind.SECRET) {
                throw new IllegalArgumentException(
                        at + "." + place + " is \"" + source + "\": write option NAME, or secret");
            }
            equal.put(From.parse(place), wanted);
        });
        return equal;
    }

    private static HandshakeMatch match(Fields fields) {
        List<String> methods = fields.each("method", text -> {
            if (!METHODS.contains(text)) {
                throw new IllegalArgumentException("\"" + text + "\": " + Nearest.hint(text, METHODS));
            }
            return text;
        });
        Map<From, String> equal = new LinkedHashMap<>();
        fields.<Map<String, ?>>items("equals", Fields::map)
                .forEach(map -> map.forEach((place, text) -> equal.put(From.parse(place), String.valueOf(text))));
        HandshakeMatch match = new HandshakeMatch(
                methods.isEmpty() ? Set.of("POST") : new LinkedHashSet<>(methods),
                fields.places("has"),
                fields.places("lacks"),
                equal,
                new LinkedHashSet<>(fields.each("json_keys", text -> text)),
                fields.flag("empty_body"));
        fields.done();
        return match;
    }

    private static HandshakeRule.Confirmation confirmation(Fields fields) {
        From url = fields.text("url")
                .map(From::parse)
                .orElseThrow(() -> fields.missing("url", "\"url\": \"json /SubscribeURL\""));
        List<String> hosts = fields.each("hosts", text -> text.toLowerCase(Locale.ROOT));
        if (hosts.isEmpty()) {
            throw fields.missing("hosts", "\"hosts\": \"sns.*.amazonaws.com\"");
        }
        fields.done();
        return new HandshakeRule.Confirmation(url, hosts);
    }

    private static HandshakeRule checked(Fields fields, HandshakeRule rule) {
        boolean proven = rule.verified() || !rule.equal().isEmpty();
        if (rule.confirms().isPresent() && !rule.verified()) {
            throw new IllegalArgumentException(fields.at("confirms")
                    + " calls whatever URL an unverified request names: add \"requires\": \"verified\"");
        }
        if (rule.learns().isPresent() && proven) {
            throw new IllegalArgumentException(
                    fields.at("learns") + " is for a request that cannot be verified yet: leave out requires");
        }
        if (rule.match().catchesEverything()) {
            throw new IllegalArgumentException(fields.at("match")
                    + " takes every POST, so that none would be an event: say what tells a handshake apart");
        }
        return rule;
    }
}
