package io.hooklatch.recipe;

import io.hooklatch.message.Request;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether and until when an endpoint takes its secret from a handshake. */
final class Learning {
    private final Recipe recipe;
    private final List<String> secrets;
    private final boolean open;
    private final Optional<Instant> until;

    Learning(Recipe recipe, List<String> secrets, Options options) {
        this.recipe = recipe;
        this.secrets = secrets;
        this.until = until(options);
        this.open = recipe.answering().learns() && secrets.isEmpty();
    }

    /**
     * The end of the time for learning.
     *
     * @throws IllegalArgumentException when it is no moment
     */
    static Optional<Instant> until(Options options) {
        return options.get(Options.LEARN_UNTIL).map(text -> {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(
                        "option learn_until is \"" + text
                                + "\": give a date, a time and a zone, as in 2026-03-01T12:00:00Z",
                        e);
            }
        });
    }

    boolean open() {
        return open;
    }

    /** The secret that stands there and is to be learnt; absent when it is known already. */
    Optional<String> secret(From place, Request request, long nowMillis) throws Unanswerable {
        @Nullable String found = new Values(List.of(place)).read(request)[0];
        if (found == null) {
            throw new Unanswerable("nothing stands at " + place);
        }
        if (secrets.stream().anyMatch(known -> Handshakes.sameText(known, found))) {
            return Optional.empty();
        }
        if (!open) {
            throw new Unanswerable("the endpoint has a secret already");
        }
        if (until.isEmpty() || nowMillis >= until.get().toEpochMilli()) {
            throw new Unanswerable("the time for learning a secret, option learn_until, is over");
        }
        try {
            Secrets.key("the secret of the handshake", recipe.scheme().keyRule(), found);
            return Optional.of(found);
        } catch (IllegalArgumentException e) {
            throw new Unanswerable(String.valueOf(e.getMessage()));
        }
    }
}
