package io.hooklatch.keys.code;

import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import io.hooklatch.recipe.From;

/** Reading one place of a request, with refusals in the words of the core. */
final class Places {
    private Places() {}

    /** The value, which has to be there once. */
    static String required(String what, From place, Request request) throws Refusal {
        String words = place.describe();
        boolean header = words.startsWith("header ");
        String name = words.substring(words.indexOf(' ') + 1);
        boolean signature = what.equals("signature");
        if (header && request.headers().all(name).size() > 1) {
            throw new Refusal(
                    signature ? Reason.MALFORMED_SIGNATURE : Reason.MALFORMED_REQUEST,
                    "malformed " + what + ": header " + name + " is repeated");
        }
        return place.read(request)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new Refusal(
                        signature ? Reason.MISSING_SIGNATURE : Reason.MALFORMED_REQUEST,
                        "missing " + what + (header ? " header: " + name : ": " + words)));
    }

    /** The request with a value in a header. */
    static Request withHeader(Request request, From place, String value) {
        String words = place.describe();
        if (!words.startsWith("header ")) {
            return request;
        }
        String name = words.substring("header ".length());
        return request.withHeaders(request.headers().without(name).plus(name, value));
    }
}
