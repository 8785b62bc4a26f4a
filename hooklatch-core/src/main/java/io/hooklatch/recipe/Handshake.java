package io.hooklatch.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Describes one handshake for a recipe of your own, in the words of {@code docs/recipes.md}. Every step changes and returns
 * this object, which is for one thread; what contradicts itself is refused when the recipe takes it.
 *
 * <pre>{@code
 * Handshake.named("subscribe").method("GET").has(query("challenge"))
 *         .requires(query("token"), "option verify_token").answerText("{query challenge}")
 * }</pre>
 */
public final class Handshake {
    private final Map<String, Object> document = new LinkedHashMap<>();
    private final Map<String, Object> match = new LinkedHashMap<>();
    private final Map<String, Object> answer = new LinkedHashMap<>();
    private final Map<String, Object> equals = new LinkedHashMap<>();
    private final Map<String, Object> headers = new LinkedHashMap<>();
    private final List<Object> requires = new ArrayList<>();

    private Handshake(String name) {
        document.put("name", name);
    }

    /** A handshake that messages and stored verdicts call so: lower-case letters, digits and {@code -}. */
    public static Handshake named(String name) {
        return new Handshake(name);
    }

    /** It comes with one of these methods; without this step with POST. */
    public Handshake method(String... methods) {
        match.put("method", List.of(methods));
        return this;
    }

    /** It has a value at each of these places. */
    public Handshake has(From... places) {
        match.put("has", words(places));
        return this;
    }

    /** It has none at any of these places. */
    public Handshake lacks(From... places) {
        match.put("lacks", words(places));
        return this;
    }

    /** It has exactly this text at that place; may be said for several places. */
    public Handshake equal(From place, String text) {
        equals.put(place.describe(), text);
        return this;
    }

    /** Its body is empty. */
    public Handshake emptyBody() {
        match.put("empty_body", true);
        return this;
    }

    /** The endpoint's verification must accept it. */
    public Handshake verified() {
        requires.add("verified");
        return this;
    }

    /** At this place must stand what the endpoint set: {@code option verify_token} or {@code secret}. */
    public Handshake requires(From place, String wanted) {
        requires.add(Map.of(place.describe(), wanted));
        return this;
    }

    /** It is answered with this text; values stand in braces, such as <code>{query challenge}</code>. */
    public Handshake answerText(String text) {
        answer.put("text", text);
        return this;
    }

    /** It is answered with this JSON object; values stand in braces. */
    public Handshake answerJson(Map<String, ?> object) {
        answer.put("json", object);
        return this;
    }

    /** Its answer has this header; values stand in braces. */
    public Handshake answerHeader(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** A value that is computed of others, to be named in braces: the lower-case hexadecimal HMAC under the secret. */
    public Handshake hmacSha256(String value, From of) {
        answer.put("values", Map.of(value, Map.of("algorithm", "hmac-sha256", "of", of.describe())));
        return this;
    }

    /** The status when something is missing that it requires: 401, 403, 404 or 405. */
    public Handshake otherwise(int status) {
        document.put("otherwise", Integer.toString(status));
        return this;
    }

    HandshakeRule rule() {
        Map<String, Object> whole = new LinkedHashMap<>(document);
        Map<String, Object> matched = new LinkedHashMap<>(match);
        Map<String, Object> answered = new LinkedHashMap<>(answer);
        putUnlessEmpty(matched, "equals", equals);
        putUnlessEmpty(answered, "headers", headers);
        whole.put("match", matched);
        whole.put("answer", answered);
        if (!requires.isEmpty()) {
            whole.put("requires", requires);
        }
        return HandshakeDocument.rule(new Fields("handshake " + document.get("name"), whole));
    }

    private static void putUnlessEmpty(Map<String, Object> to, String name, Map<String, Object> value) {
        if (!value.isEmpty()) {
            to.put(name, value);
        }
    }

    private static List<String> words(From... places) {
        return List.of(places).stream().map(From::describe).toList();
    }
}
