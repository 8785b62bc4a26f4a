package io.hooklatch.gateway.admin.api.call;

import io.hooklatch.gateway.access.Role;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that can be asked.
 *
 * @param template a path below that of the API, such as {@code /deliveries/{id}}
 * @param role what a caller needs
 * @param urgent whether it is answered at once, however much is read at the time; for what is quick and not for viewers
 * @param action answers; may block, is never called on an event loop
 */
public record Route(String method, String template, Role role, boolean urgent, Action action) {

    /** Answers a call. */
    @FunctionalInterface
    public interface Action {
        /** What is answered; a {@link ProblemException} is an answer, too. */
        Answer run(Call call);
    }

    /** One that only reads. */
    public static Route get(String template, Role role, Action action) {
        return new Route("GET", template, role, false, action);
    }

    /** One that changes something, or takes a body. */
    public static Route post(String template, Role role, Action action) {
        return new Route("POST", template, role, false, action);
    }

    /** A POST that must not wait behind anything slow. */
    public static Route urgent(String template, Role role, Action action) {
        return new Route("POST", template, role, true, action);
    }

    /** What stands in the places of the template; empty when the path is another one. */
    public Optional<Map<String, String>> match(String path) {
        String[] wanted = template.split("/", -1);
        String[] given = path.split("/", -1);
        if (wanted.length != given.length) {
            return Optional.empty();
        }
        Map<String, String> places = new LinkedHashMap<>();
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].startsWith("{")) {
                places.put(wanted[i].substring(1, wanted[i].length() - 1), given[i]);
            } else if (!wanted[i].equals(given[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(places);
    }
}
