package io.hooklatch.keys.code;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a recipe says about signatures whose keys have to be found.
 *
 * @param in where the signature stands
 * @param encoding {@code base64}, {@code base64url} or {@code hex}
 * @param envelope whether the text there is the base64 of a JSON object that holds {@code signature} and {@code kid}
 * @param version where the version of the signature stands; absent where there is one only
 * @param algorithms by version; under an empty name where there is one only
 * @param signs the signed parts
 * @param time where the time stands, if any
 * @param clock how it is written
 * @param needs options without which an endpoint makes no sense
 * @param equal places that have to be what an option says
 * @param keys how keys are found
 */
record PublicKeyRule(
        String in,
        String encoding,
        boolean envelope,
        Optional<String> version,
        Map<String, KeyAlgorithm> algorithms,
        List<String> signs,
        Optional<String> time,
        Clock clock,
        List<String> needs,
        Map<String, String> equal,
        KeysRule keys) {

    /** The option that names the one accepted version. */
    static final String VERSION = "signature_version";

    static PublicKeyRule parse(Map<String, ?> values) {
        Parameters given = new Parameters("parameters", values);
        Optional<Parameters> time = given.object("time");
        Map<String, KeyAlgorithm> algorithms = new TreeMap<>();
        Optional<String> algorithm = given.text("algorithm");
        if (algorithm.isPresent()) {
            algorithms.put("", KeyAlgorithm.of(algorithm.get()));
        }
        for (Parameters version : given.objects("versions")) {
            algorithms.put(version.required("is"), KeyAlgorithm.of(version.required("algorithm")));
            version.done();
        }
        Map<String, String> equal = new TreeMap<>();
        for (Parameters pair : given.objects("equal")) {
            equal.put(pair.required("place"), pair.required("option"));
            pair.done();
        }
        PublicKeyRule rule = new PublicKeyRule(
                given.required("in"),
                given.text("encoding").orElse("base64"),
                given.flag("envelope"),
                given.text("version"),
                algorithms,
                given.texts("signs"),
                Clock.place(time),
                Clock.parse(time),
                given.texts("needs"),
                equal,
                KeysRule.parse(given.object("keys")));
        given.done();
        if (algorithms.isEmpty() || rule.version.isPresent() == algorithms.containsKey("")) {
            throw given.wrong("algorithm", "one algorithm, or version and versions");
        }
        return rule;
    }

    Set<String> optionNames() {
        Set<String> names = new LinkedHashSet<>(keys.optionNames());
        names.addAll(needs);
        if (time.isPresent()) {
            names.add("tolerance_s");
        }
        if (algorithms.size() > 1) {
            names.add(VERSION);
        }
        return names;
    }

    /** Whether the body is among what is signed; a checksum or some fields of it are not the body. */
    boolean coversBody() {
        return signs.contains("body") || signs.contains("body sha256");
    }
}
