package io.hooklatch.gateway.cli.operator;

import io.hooklatch.gateway.cli.access.Listing;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.log.OneLine;
import java.util.Map;
import java.util.Optional;

/** Ids as they are typed. */
final class Ids {
    private static final Map<String, Listing> PREFIXES = Map.of(
            "dlv_", Listing.DELIVERIES,
            "evt_", Listing.EVENTS,
            "dsp_", Listing.DISPATCHES,
            "opr_", Listing.OPERATIONS);

    private Ids() {}

    /** What kind of thing an id names; absent when it is no id of an inbox. */
    static Optional<Listing> kind(String id) {
        return id.matches("[a-z]{3}_[0-7][0-9a-z]{12}")
                ? Optional.ofNullable(PREFIXES.get(id.substring(0, 4)))
                : Optional.empty();
    }

    /** Refuses what is no id of this kind, and says of which it is. */
    static void check(String id, Listing what) throws CommandFailure {
        Optional<Listing> kind = kind(id);
        if (kind.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE, OneLine.quote(id) + " is no id of an inbox, such as evt_0r3k8m2x4c001");
        }
        if (kind.get() != what) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    id + " is the id of " + article(kind.get()) + ", not of " + article(what) + ": use "
                            + kind.get().plural());
        }
    }

    private static String article(Listing what) {
        String singular = what.singular();
        return (singular.startsWith("e") || singular.startsWith("o") ? "an " : "a ") + singular;
    }
}
