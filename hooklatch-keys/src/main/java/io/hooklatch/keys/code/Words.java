package io.hooklatch.keys.code;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a recipe says, in words for those who configure and review it. */
final class Words {
    private Words() {}

    /** What a token proves and how. */
    static String proof(JwsRule rule) {
        String by = "JSON Web Signature, "
                + rule.algorithms().stream().map(JoseAlgorithm::text).collect(Collectors.joining(" or "))
                + (rule.algorithmOption() ? " as the option algorithm says" : "");
        if (!rule.payload().isEmpty()) {
            return by + ", of " + parts(rule.payload()) + ", which it does not hold itself";
        }
        String binds = rule.binds().stream()
                .map(bind -> "its claim " + bind.claim() + " is the " + bound(bind.to()))
                .collect(Collectors.joining(", "));
        if (!binds.isEmpty()) {
            return by + "; " + binds;
        }
        return by + (rule.isMessage() ? " of the event, which is its claims" : "; it says who sends");
    }

    private static String bound(String to) {
        return to.equals("body text")
                ? "body"
                : to.replace("body sha256", "SHA-256 of the body")
                        .replace("url sha256", "SHA-256 of the URL")
                        .replace("url", "URL")
                        .replace("query hash", "digest of method, path and query");
    }

    /** What a signature covers, and in which form it comes. */
    static String proof(PublicKeyRule rule) {
        String algorithms = rule.algorithms().entrySet().stream()
                .map(one -> one.getValue().name().replace('_', '-')
                        + (rule.algorithms().size() < 2 ? "" : " where its version is " + one.getKey()))
                .collect(Collectors.joining(" or "));
        String form = rule.encoding().equals("hex") ? "hexadecimal digits" : rule.encoding();
        return algorithms + " of " + parts(rule.signs()) + ", in " + form;
    }

    private static String parts(List<String> words) {
        return words.stream().map(Words::part).collect(Collectors.joining(" + "));
    }

    private static String part(String word) {
        if (word.startsWith("text ")) {
            return '"' + word.substring(5).replace("\n", "\\n") + '"';
        }
        return switch (word) {
            case "sns fields" -> "the fields that SNS signs";
            case "listed headers" -> "method, path and the headers that it lists";
            default -> word;
        };
    }

    /** What the endpoint is given, and where the keys come from. */
    static String key(KeysRule rule, boolean mac) {
        String from = rule.urls().stream().map(Words::host).distinct().collect(Collectors.joining(" or "));
        return switch (rule.kind()) {
            case SECRETS -> mac ? "the text itself" : "public key in PEM";
            case JWKS ->
                (mac ? "the text itself for HS…; otherwise none, " : "none; ") + "public keys are fetched from " + from;
            case BY_ID -> credential(rule.authorization()) + "; public keys are fetched from " + from + " by their ids";
            case PEM -> "none; the public key is fetched from the path in " + rule.named() + " on " + from;
            case CERTIFICATE ->
                "none; the certificate is fetched from the URL in " + rule.named()
                        + (rule.chain() ? " and leads to a trusted root" : "");
            case X5C -> "none; certificates come with the token and lead to a known root";
        };
    }

    private static String credential(String authorization) {
        return switch (authorization.toLowerCase(Locale.ROOT)) {
            case "oauth", "body" -> "CLIENT-ID:SECRET of the provider's API";
            case "" -> "none";
            default -> "credential of the provider's API";
        };
    }

    private static String host(String url) {
        return url.startsWith("{") ? "the option issuer" : url.replaceFirst("https://([^/]+)/.*", "$1");
    }
}
