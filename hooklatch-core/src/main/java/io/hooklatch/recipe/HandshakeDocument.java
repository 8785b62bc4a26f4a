package io.hooklatch.recipe;

import java.util.ArrayList;
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
        List<HandshakeRule> rules = new ArrayList<>();
        for (Fields one : fields.objects("handshakes")) {
            rules.add(rule(one));
        }
        Optional<AnswerRule> accepted = answer(fields);
        Set<String> names = new LinkedHashSet<>();
        for (HandshakeRule rule : rules) {
            if (!names.add(rule.name())) {
                throw new IllegalArgumentException(
                        fields.at("handshakes") + " has two of the name " + rule.name() + ": give each its own");
            }
        }
        return new Answering(rules, accepted);
    }

    private static Optional<AnswerRule> answer(Fields fields) {
        Optional<Fields> answer = fields.object("answer");
        return answer.isEmpty() ? Optional.empty() : Optional.of(AnswerDocument.rule(answer.get()));
    }

    static HandshakeRule rule(Fields fields) {
        String name = fields.required(fields.text("name"), "name", "\"name\": \"subscribe\"");
        if (!Recipe.isName(name)) {
            throw new IllegalArgumentException(
                    fields.at("name") + " is \"" + name + "\": use lower-case letters, digits and -, as in url-check");
        }
        Fields match = fields.required(
                fields.object("match"), "match", "\"match\": {\"method\": \"GET\", \"has\": \"query c\"}");
        Map<From, Source> equal = new LinkedHashMap<>();
        boolean verified = false;
        for (Object item : fields.items("requires")) {
            if (item instanceof String word) {
                verified |= checkedWord(fields, word);
            } else {
                equal.putAll(equal(fields.at("requires"), item));
            }
        }
        List<Integer> otherwise = otherwise(fields);
        List<From> learns = fields.places("learns");
        Optional<Fields> confirms = fields.object("confirms");
        HandshakeRule rule = new HandshakeRule(
                name,
                match(match),
                verified,
                equal,
                answer(fields).orElse(AnswerRule.OK),
                otherwise.isEmpty() ? (verified ? 401 : 403) : otherwise.get(0),
                learns.isEmpty() ? Optional.empty() : Optional.of(learns.get(0)),
                confirms.isEmpty() ? Optional.empty() : Optional.of(confirmation(confirms.get())));
        fields.done();
        return checked(fields, rule);
    }

    private static List<Integer> otherwise(Fields fields) {
        List<Integer> statuses = new ArrayList<>();
        for (Object item : fields.items("otherwise")) {
            String text = String.valueOf(item);
            if (!OTHERWISE.contains(text)) {
                throw new IllegalArgumentException(
                        fields.at("otherwise") + " is \"" + text + "\": " + Nearest.hint(text, OTHERWISE));
            }
            statuses.add(text.equals("pass") ? HandshakeRule.PASS : Integer.parseInt(text));
        }
        return statuses;
    }

    private static boolean checkedWord(Fields fields, String word) {
        if (!word.equals(VERIFIED)) {
            throw new IllegalArgumentException(fields.at("requires") + " is \"" + word + "\": write " + VERIFIED
                    + ", or what must be equal, as in {\"query token\": \"option verify_token\"}");
        }
        return true;
    }

    private static Map<From, Source> equal(FieldPath at, Object item) {
        Map<From, Source> equal = new LinkedHashMap<>();
        for (Map.Entry<String, ?> pair : Fields.map(at, item).entrySet()) {
            Source wanted = Source.parse(String.valueOf(pair.getValue()), Set.of());
            if (wanted.kind() != Source.Kind.OPTION && wanted.kind() != Source.Kind.SECRET) {
                throw new IllegalArgumentException(
                        at + "." + pair.getKey() + " is \"" + pair.getValue() + "\": write option NAME, or secret");
            }
            equal.put(From.parse(pair.getKey()), wanted);
        }
        return equal;
    }

    private static HandshakeMatch match(Fields fields) {
        List<String> methods = fields.texts("method");
        for (String method : methods) {
            if (!METHODS.contains(method)) {
                throw new IllegalArgumentException(
                        fields.at("method") + ": \"" + method + "\": " + Nearest.hint(method, METHODS));
            }
        }
        Map<From, String> equal = new LinkedHashMap<>();
        for (Fields places : fields.objects("equals")) {
            for (Map.Entry<String, ?> pair : places.values().entrySet()) {
                equal.put(From.parse(pair.getKey()), String.valueOf(pair.getValue()));
            }
        }
        HandshakeMatch match = new HandshakeMatch(
                methods.isEmpty() ? Set.of("POST") : new LinkedHashSet<>(methods),
                fields.places("has"),
                fields.places("lacks"),
                equal,
                new LinkedHashSet<>(fields.texts("json_keys")),
                fields.flag("empty_body"));
        fields.done();
        return match;
    }

    private static HandshakeRule.Confirmation confirmation(Fields fields) {
        From url = From.parse(fields.required(fields.text("url"), "url", "\"url\": \"json /SubscribeURL\""));
        List<String> hosts = new ArrayList<>();
        for (String host : fields.texts("hosts")) {
            hosts.add(host.toLowerCase(Locale.ROOT));
        }
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
