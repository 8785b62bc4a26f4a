package io.hooklatch.gateway.cli.operator;

import io.hooklatch.gateway.cli.access.Filters;
import io.hooklatch.gateway.cli.access.Listing;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.log.OneLine;
import io.hooklatch.gateway.render.Json;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that say what a deed is done to: ids, filters, or everything. */
final class Target {
    private static final int MOST_IDS = 1000;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "Ids of one kind, as lists show them.")
    private List<String> ids = new ArrayList<>();

    @Mixin
    private FilterOptions filters = new FilterOptions();

    @Option(names = "--everything", description = "All of them, where neither ids nor filters are given.")
    private boolean everything;

    /**
     * What is meant.
     *
     * @param what what kind of thing
     * @param selection as the admin API takes it
     */
    record Chosen(Listing what, Json selection, Optional<String> handler) {}

    Chosen read(Deed deed, InstantSource clock) throws CommandFailure {
        Optional<String> handler = deed == Deed.REPLAY ? handler(deed) : Optional.empty();
        int ways = (ids.isEmpty() ? 0 : 1) + (filters.given() ? 1 : 0) + (everything ? 1 : 0);
        if (ways != 1) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "say what to " + deed.word() + ": ids, or filters, or --everything"
                            + (ways == 0 ? "" : ", only one of the three"));
        }
        if (!ids.isEmpty()) {
            return new Chosen(kind(deed), new Json().put("ids", ids), handler);
        }
        Listing what = everything ? deed.takes().get(0) : filters.fitting(deed.takes());
        Filters read = filters.read(what, clock);
        Map<String, String> values = read.values();
        if (deed == Deed.REVERIFY && read.get("verdict").isEmpty()) {
            values = read.with("verdict", "refused").values();
        }
        Json conditions = new Json();
        values.forEach(conditions::put);
        return new Chosen(what, new Json().put(what.plural(), conditions), handler);
    }

    /** The one handler to replay to. Where the filters select dispatches or there is no other, it is one of them. */
    private Optional<String> handler(Deed deed) throws CommandFailure {
        Optional<String> taken = filters.takeHandler();
        if (taken.isPresent()
                && ids.isEmpty()
                && !everything
                && (!filters.given() || filters.fitting(deed.takes()) == Listing.DISPATCHES)) {
            filters.giveHandler(taken.get());
            return Optional.empty();
        }
        return taken;
    }

    private Listing kind(Deed deed) throws CommandFailure {
        if (ids.size() > MOST_IDS) {
            throw new CommandFailure(
                    ExitCode.USAGE, ids.size() + " ids are too many: at most " + MOST_IDS + ", more by filters");
        }
        Optional<Listing> kind = Ids.kind(ids.get(0));
        for (String id : ids) {
            Optional<Listing> one = Ids.kind(id);
            if (one.isEmpty() || !deed.takes().contains(one.get())) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        deed.word() + " takes ids of "
                                + String.join(
                                        " or ",
                                        deed.takes().stream()
                                                .map(Listing::plural)
                                                .toList())
                                + ", and " + OneLine.quote(id) + " is none");
            }
            if (!one.equals(kind)) {
                throw new CommandFailure(ExitCode.USAGE, "the ids are of different kinds: do one kind after the other");
            }
        }
        return kind.orElseThrow();
    }
}
