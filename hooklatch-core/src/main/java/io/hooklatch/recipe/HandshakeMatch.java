package io.hooklatch.recipe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.hooklatch.message.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** By what a request is known to be a handshake: all of it must hold. Immutable and thread-safe. */
final class HandshakeMatch {
    /** No handshake is larger; what is larger is not looked into, so that events are not read twice. */
    static final int MAX_BODY = 8 * 1024;

    private static final JsonFactory JSON = new JsonFactory();

    private final Set<String> methods;
    private final boolean emptyBody;
    private final Set<String> jsonKeys;
    private final Conditions outside;
    private final Conditions inside;

    /**
     * @param methods any of these
     * @param has places that have a value
     * @param lacks places that have none
     * @param equal places with exactly this value
     * @param jsonKeys the body is a JSON object of exactly these fields; empty for whatever
     * @param emptyBody whether the body is empty
     */
    HandshakeMatch(
            Set<String> methods,
            List<From> has,
            List<From> lacks,
            Map<From, String> equal,
            Set<String> jsonKeys,
            boolean emptyBody) {
        this.methods = Set.copyOf(methods);
        this.emptyBody = emptyBody;
        this.jsonKeys = Set.copyOf(jsonKeys);
        this.outside = new Conditions(has, lacks, equal, false);
        this.inside = new Conditions(has, lacks, equal, true);
    }

    Set<String> methods() {
        return methods;
    }

    /** Whether it says nothing but a method with which events come. */
    boolean catchesEverything() {
        boolean events = methods.contains("POST") || methods.contains("PUT");
        return events && !emptyBody && jsonKeys.isEmpty() && outside.none() && inside.none();
    }

    boolean fits(Request request) {
        if (!methods.contains(request.method()) || (emptyBody && request.body().length > 0)) {
            return false;
        }
        if (!outside.hold(request)) {
            return false;
        }
        boolean small = request.body().length <= MAX_BODY;
        if (!inside.none() && !(small && inside.hold(request))) {
            return false;
        }
        return jsonKeys.isEmpty() || (small && jsonKeys.equals(topLevelKeys(request.body())));
    }

    /** Those of the conditions that concern the body, or those that do not. */
    private static final class Conditions {
        private final List<From> has;
        private final List<From> lacks;
        private final Map<From, String> equal;
        private final Values values;

        Conditions(List<From> has, List<From> lacks, Map<From, String> equal, boolean body) {
            this.has = of(has, body);
            this.lacks = of(lacks, body);
            this.equal = new LinkedHashMap<>(equal);
            this.equal.keySet().retainAll(of(equal.keySet(), body));
            Set<From> all = new HashSet<>(this.has);
            all.addAll(this.lacks);
            all.addAll(this.equal.keySet());
            this.values = new Values(all);
        }

        private static List<From> of(Collection<From> places, boolean body) {
            List<From> some = new ArrayList<>(places.size());
            for (From place : places) {
                if (inBody(place) == body) {
                    some.add(place);
                }
            }
            return some;
        }

        private static boolean inBody(From from) {
            return from.kind() == From.Kind.JSON || from.kind() == From.Kind.FORM;
        }

        boolean none() {
            return has.isEmpty() && lacks.isEmpty() && equal.isEmpty();
        }

        boolean hold(Request request) {
            if (none()) {
                return true;
            }
            @Nullable String[] found = values.read(request);
            return has.stream().allMatch(from -> present(found[values.slot(from)]))
                    && lacks.stream().noneMatch(from -> present(found[values.slot(from)]))
                    && equal.entrySet().stream()
                            .allMatch(entry -> entry.getValue().equals(found[values.slot(entry.getKey())]));
        }

        private static boolean present(@Nullable String value) {
            return value != null && !value.isEmpty();
        }
    }

    /** The names of the fields of a JSON object; none when it is something else, or a name is repeated. */
    private static Set<String> topLevelKeys(byte[] body) {
        Set<String> keys = new HashSet<>();
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Set.of();
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                if (!keys.add(name)) {
                    return Set.of();
                }
                parser.nextToken();
                parser.skipChildren();
            }
            return parser.nextToken() == null ? keys : Set.of();
        } catch (IOException e) {
            // What is no JSON has no fields; that is the answer, not an error.
            return Set.of();
        }
    }
}
