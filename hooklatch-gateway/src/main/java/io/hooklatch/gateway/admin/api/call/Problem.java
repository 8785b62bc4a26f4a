package io.hooklatch.gateway.admin.api.call;

import io.hooklatch.gateway.access.Caller;
import io.hooklatch.gateway.access.Role;
import io.hooklatch.gateway.render.Json;
import java.util.Optional;

/**
 * What went wrong with a request, as RFC 9457 has it.
 *
 * @param kind the end of its {@code type}; never changes
 * @param detail what is wrong, with the value and the way out; holds no secret
 * @param field the parameter or member it is about
 */
public record Problem(int status, String kind, String title, String detail, Optional<String> field) {
    /** What such an answer is. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** One that is about no single field. */
    public static Problem of(int status, String kind, String title, String detail) {
        return new Problem(status, kind, title, detail, Optional.empty());
    }

    /** A parameter or member that is not what it has to be. */
    public static Problem field(String kind, String title, String field, String detail) {
        return new Problem(400, kind, title, detail, Optional.of(field));
    }

    /** A value that is not allowed, 400. */
    public static Problem invalid(String field, String detail) {
        return field("invalid-value", "A value is wrong", field, detail);
    }

    /** What this one may not do. */
    public static Problem role(Caller caller, Role needed) {
        return of(
                403,
                "role",
                "The key does not allow it",
                "this needs the role " + needed.text() + ", and " + caller.name() + " is "
                        + caller.role().text());
    }

    /** What was asked for is not there, 404. */
    public static Problem notFound(String what) {
        return of(404, "not-found", "There is no such thing", what);
    }

    /** It cannot be done as things stand, 409. */
    public static Problem conflict(String why) {
        return of(409, "conflict", "It stands in a way that does not allow it", why);
    }

    /** The store fails, or too much waits for it, 503. */
    public static Problem unavailable(String why) {
        return of(503, "store-unavailable", "The store cannot be used now", why + "; try again");
    }

    /** A bug, 500. */
    public static Problem broken() {
        return of(500, "internal", "A fault of the gateway", "see the gateway's log");
    }

    /** The same as an exception. */
    public ProblemException thrown() {
        return new ProblemException(this);
    }

    /** As it is sent. */
    public byte[] bytes() {
        return new Json()
                .put("type", "urn:hooklatch:problem:" + kind)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("field", field)
                .bytes();
    }
}
