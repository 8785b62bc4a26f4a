package io.hooklatch.recipe;

import io.hooklatch.message.Request;
import java.util.Base64;

/** What a signer writes beside the signature. */
final class SignerTexts {
    private static final String SIGNATURE = "{signature}";

    private SignerTexts() {}

    static boolean holdsSignature(String template) {
        return template.contains(SIGNATURE);
    }

    static String filled(String template, String signature, String time, byte[] body) {
        String digest = template.contains("{sha256}")
                ? Base64.getEncoder().encodeToString(Hash.sha256().digest(body))
                : "";
        return template.replace("{time}", time).replace("{sha256}", digest).replace(SIGNATURE, signature);
    }

    /** With the digest of a body that is no form in the query, where the scheme wants it there. */
    static Request withBodyDigest(SignatureScheme scheme, Request request) {
        for (Part part : scheme.signs()) {
            boolean form =
                    request.headers().first("content-type").orElse("").startsWith("application/x-www-form-urlencoded");
            if (part.kind() == Part.Kind.FORM_OR_DIGEST && !form && request.body().length > 0) {
                String parameter = part.word(0) + "=";
                String start = request.target().split(parameter, 2)[0];
                String mark = start.contains("?") ? "&" : "?";
                boolean open = start.endsWith("?") || start.endsWith("&");
                return request.withTarget(start + (open ? "" : mark) + parameter + Hash.hex(request.body()));
            }
        }
        return request;
    }
}
