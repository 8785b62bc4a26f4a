package io.hooklatch.gateway.admin.api.call;

import io.hooklatch.gateway.access.Caller;
import io.hooklatch.gateway.access.Role;
import io.hooklatch.message.Actor;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * One request that was let in.
 *
 * @param path what stood in the places of the route's path, by name
 * @param query the parameters
 * @param body of a request that has one
 * @param lastEventId the header of that name
 * @param wanted whether the caller still waits for the answer
 */
public record Call(
        Caller caller,
        Map<String, String> path,
        Fields query,
        byte[] body,
        Optional<String> lastEventId,
        BooleanSupplier wanted) {
    /** What the caller may do. */
    public Role role() {
        return caller.role();
    }

    /** The name in the path. */
    public String name() {
        return Objects.requireNonNull(path.get("name"), "name");
    }

    /** The id in the path. Text that is no id at all names nothing that could be there. */
    public <T> T id(Function<String, T> parse) {
        String text = Objects.requireNonNull(path.get("id"), "id");
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw new Problem(
                            404,
                            "not-found",
                            "There is no such thing",
                            String.valueOf(e.getMessage()),
                            Optional.of("id"))
                    .thrown();
        }
    }

    /** Who asks, for the audit. */
    public Actor actor() {
        return new Actor(caller.name(), "api " + caller.origin());
    }

    /** Why, of a request that says nothing else. */
    public String because() {
        noParameters();
        JsonBody sent = JsonBody.of(body);
        String reason = sent.reason();
        sent.end();
        return reason;
    }

    /** For routes without parameters. */
    public void noParameters() {
        query.end();
    }
}
