package io.hooklatch.gateway.admin.api;

import java.util.Optional;

/**
 * What went wrong with a request, as RFC 9457 has it.
 *
 * @param kind the end of its {@code type}; never changes
 * @param detail what is wrong, with the value and the way out; holds no secret
 * @param field the parameter or member it is about
 */
record Problem(int status, String kind, String title, String detail, Optional<String> field) {
    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(int status, String kind, String title, String detail) {
        return new Problem(status, kind, title, detail, Optional.empty());
    }

    /** A parameter or member that is not what it has to be. */
    static Problem field(String kind, String title, String field, String detail) {
        return new Problem(400, kind, title, detail, Optional.of(field));
    }

    static Problem invalid(String field, String detail) {
        return field("invalid-value", "A value is wrong", field, detail);
    }

    static Problem notFound(String what) {
        return of(404, "not-found", "There is no such thing", what);
    }

    static Problem conflict(String why) {
        return of(409, "conflict", "It stands in a way that does not allow it", why);
    }

    static Problem unavailable(String why) {
        return of(503, "store-unavailable", "The store cannot be used now", why + "; try again");
    }

    static Problem broken() {
        return of(500, "internal", "A fault of the gateway", "see the gateway's log");
    }

    ProblemException thrown() {
        return new ProblemException(this);
    }

    byte[] bytes() {
        return new Json()
                .put("type", "urn:hooklatch:problem:" + kind)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("field", field)
                .bytes();
    }
}
