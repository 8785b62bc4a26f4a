package io.hooklatch.keys.code;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How keys are found.
 *
 * @param kind where they come from
 * @param urls of a key set, of an answer for each id (and last that of a sandbox), all those that a token may name, or
 *     what a signer says where its certificate is; {@code {issuer}} and {@code {id}} are filled in
 * @param hosts patterns of the hosts that a URL of the request or of an option may have
 * @param path a pattern of the path of such a URL, or of a key on the host of the one URL
 * @param named where the request names its key; empty for the header of the token
 * @param at the pointer of the key in an answer; empty where the answer is the key
 * @param authorization {@code Basic}, {@code Bearer}, {@code OAuth} or {@code body}: how the secret is shown to the
 *     provider's API; empty where it is not
 * @param tokenUrl where an access token is to be had for the secret, as a path on the same host
 * @param scope of that token
 * @param chain whether a certificate has to lead to a trusted root
 * @param names patterns of the names that a certificate may bear; any when empty
 * @param roots fingerprints (SHA-256) of the roots of a chain within the token
 * @param marks object identifiers that the leaf and the certificate above it bear
 */
record KeysRule(
        Kind kind,
        List<String> urls,
        List<String> hosts,
        String path,
        String named,
        String at,
        String authorization,
        String tokenUrl,
        String scope,
        boolean chain,
        List<String> names,
        List<String> roots,
        List<String> marks) {

    enum Kind {
        SECRETS,
        JWKS,
        BY_ID,
        CERTIFICATE,
        PEM,
        X5C
    }

    static KeysRule parse(Optional<Parameters> from) {
        if (from.isEmpty()) {
            return new KeysRule(
                    Kind.SECRETS, List.of(), List.of(), "", "", "", "", "", "", false, List.of(), List.of(), List.of());
        }
        Parameters given = from.get();
        Kind kind = Kind.valueOf(
                given.required("from").toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
        KeysRule rule = new KeysRule(
                kind,
                given.texts("urls"),
                given.texts("hosts"),
                given.text("path").orElse("/[!-~]*"),
                given.text("named").orElse(""),
                given.text("at").orElse(""),
                given.text("authorization").orElse(""),
                given.text("token_url").orElse(""),
                given.text("scope").orElse(""),
                given.flag("chain"),
                given.texts("names"),
                given.texts("roots"),
                given.texts("marks"));
        given.done();
        return rule;
    }

    /** Whether the secrets of an endpoint are the keys themselves. */
    boolean areSecrets() {
        return kind == Kind.SECRETS;
    }

    Set<String> optionNames() {
        Set<String> names = new LinkedHashSet<>(new ArrayList<>(List.of("public_keys", "jwks")));
        switch (kind) {
            case SECRETS -> {}
            case JWKS -> {
                if (!hosts.isEmpty()) {
                    names.add("jwks_url");
                }
            }
            case BY_ID -> names.add("environment");
            case PEM -> names.remove("jwks");
            case CERTIFICATE -> {
                names.clear();
                names.addAll(List.of("certificates", "certificate_roots"));
            }
            case X5C -> {
                names.clear();
                names.add("certificate_roots");
            }
        }
        return names;
    }
}
