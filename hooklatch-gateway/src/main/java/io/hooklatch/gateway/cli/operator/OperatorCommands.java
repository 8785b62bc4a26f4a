package io.hooklatch.gateway.cli.operator;

import io.hooklatch.gateway.cli.access.Listing;
import io.hooklatch.gateway.cli.access.Reach;
import java.util.Map;
import picocli.CommandLine;

/** The commands of operators. */
public final class OperatorCommands {
    private final Map<String, String> environment;

    /** @param environment the variables of the process */
    public OperatorCommands(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Adds all of them to {@code hooklatch}. */
    public void addTo(CommandLine hooklatch) {
        hooklatch.addSubcommand(
                "endpoints",
                Group.of("See the endpoints.", new EndpointsListCommand(reach()), new EndpointsShowCommand(reach())));
        hooklatch.addSubcommand("deliveries", lists("See what was received.", Listing.DELIVERIES));
        hooklatch.addSubcommand("events", lists("See the events and how they stand.", Listing.EVENTS));
        hooklatch.addSubcommand("dispatches", lists("See events on their way to handlers.", Listing.DISPATCHES));
        hooklatch.addSubcommand(new StatsCommand(reach()));
    }

    private CommandLine lists(String description, Listing what) {
        return Group.of(description, new ListCommand(what, reach()), new ShowCommand(what, reach()));
    }

    private Reach reach() {
        return new Reach(environment);
    }
}
