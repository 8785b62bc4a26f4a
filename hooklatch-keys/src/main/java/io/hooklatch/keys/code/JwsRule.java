package io.hooklatch.keys.code;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a recipe says about tokens.
 *
 * @param in where the token stands: a place, or {@code body}
 * @param prefix what stands before it, in any case, such as {@code Bearer}; required where not empty
 * @param algorithms the accepted ones
 * @param algorithmOption whether an endpoint chooses one of them
 * @param payload the parts of a detached payload; empty where the token has its own
 * @param unencoded whether the payload is signed as it is (RFC 7797)
 * @param issuer the claim {@code iss}; empty for any
 * @param options which of the claims issuer, audience and email an endpoint sets, and whether it has to
 * @param time where the time of sending stands; absent for none
 * @param clock how that time is written
 * @param requiresExpiry whether {@code exp} has to be there; when there it always counts
 * @param leewaySeconds by how much {@code exp} and {@code nbf} may be missed
 * @param binds what of the request the claims fix
 * @param equal for an option that has to be set, the pointers of the claims that may say the same; the first one counts
 * @param keys how keys are found
 */
record JwsRule(
        String in,
        String prefix,
        List<JoseAlgorithm> algorithms,
        boolean algorithmOption,
        List<String> payload,
        boolean unencoded,
        String issuer,
        Map<String, Boolean> options,
        Optional<String> time,
        Clock clock,
        boolean requiresExpiry,
        long leewaySeconds,
        List<Binding> binds,
        Map<String, List<String>> equal,
        KeysRule keys) {

    private static final List<String> CLAIM_OPTIONS = List.of("issuer", "audience", "email");

    static JwsRule parse(String provider, Map<String, ?> values) {
        Parameters given = new Parameters("parameters", values);
        Optional<Parameters> time = given.object("time");
        Map<String, Boolean> options = new TreeMap<>();
        for (String name : CLAIM_OPTIONS) {
            Optional<String> text = given.text(name + "_option");
            if (text.isPresent()) {
                options.put(name, text.get().equals("required"));
            }
        }
        Map<String, List<String>> equal = new TreeMap<>();
        for (Parameters pair : given.objects("equal")) {
            equal.put(pair.required("option"), pair.texts("claims"));
            pair.done();
        }
        List<JoseAlgorithm> algorithms = new ArrayList<>();
        for (String text : given.texts("algorithms")) {
            algorithms.add(JoseAlgorithm.of(text));
        }
        List<Binding> binds = new ArrayList<>();
        for (Parameters bind : given.objects("binds")) {
            binds.add(Binding.parse(bind));
        }
        JwsRule rule = new JwsRule(
                given.required("in"),
                given.text("prefix").orElse(""),
                List.copyOf(algorithms),
                given.flag("algorithm_option"),
                given.texts("payload"),
                given.flag("unencoded"),
                given.text("issuer").orElse(""),
                options,
                Clock.place(time),
                Clock.parse(time),
                given.flag("requires_exp"),
                given.whole("leeway_s", 60),
                List.copyOf(binds),
                equal,
                KeysRule.parse(given.object("keys")));
        given.done();
        if (rule.algorithms.isEmpty()) {
            throw given.wrong("algorithms", "the accepted ones, such as \"ES256\"; a token may not choose its own");
        }
        if (!rule.algorithmOption && mixed(rule.algorithms)) {
            throw given.wrong(
                    "algorithms", "either secrets (HS…) or public keys, not both: one could pass for the other");
        }
        return rule;
    }

    /** Whether there are secrets and public keys among them. */
    private static boolean mixed(List<JoseAlgorithm> algorithms) {
        for (JoseAlgorithm algorithm : algorithms) {
            if (algorithm.isMac() != algorithms.get(0).isMac()) {
                return true;
            }
        }
        return false;
    }

    /** Whether the claims of the token are the message: it is the body, or what matters in it. */
    boolean isMessage() {
        return in.equals("body") || in.startsWith("json ");
    }

    /** Whether the body cannot be changed without being noticed; beside a token in JSON anything may be put. */
    boolean coversBody() {
        boolean covers = in.equals("body");
        for (String part : payload) {
            covers |= part.startsWith("body");
        }
        for (Binding bind : binds) {
            covers |= bind.to().startsWith("body");
        }
        return covers;
    }

    boolean coversUrl() {
        return binds.stream().anyMatch(bind -> bind.to().startsWith("url"));
    }

    /** Whether what is signed is about this very request; otherwise it says only who sends. */
    boolean bindsRequest() {
        return coversBody() || isMessage();
    }

    Set<String> optionNames() {
        Set<String> names = new LinkedHashSet<>(options.keySet());
        names.addAll(keys.optionNames());
        names.addAll(equal.keySet());
        if (time.isPresent()) {
            names.add("tolerance_s");
        }
        if (algorithmOption) {
            names.add("algorithm");
        }
        if (!binds.stream().filter(Binding::needsUrl).toList().isEmpty()) {
            names.add("url");
        }
        return names;
    }

    /** The accepted algorithms once the options are known. */
    List<JoseAlgorithm> accepted(Map<String, String> given) {
        if (!algorithmOption) {
            return algorithms;
        }
        JoseAlgorithm chosen = given.containsKey("algorithm")
                ? JoseAlgorithm.of(String.valueOf(given.get("algorithm")))
                : algorithms.get(0);
        if (!algorithms.contains(chosen)) {
            throw new IllegalArgumentException("option algorithm is \"" + chosen.text() + "\": give one of "
                    + new ArrayList<>(
                            algorithms.stream().map(JoseAlgorithm::text).toList()));
        }
        return List.of(chosen);
    }
}
