package io.hooklatch.gateway.cli.operator;

import io.hooklatch.gateway.cli.access.Listing;
import io.hooklatch.gateway.cli.access.Reach;
import io.hooklatch.gateway.cli.shell.Prompt;
import io.hooklatch.gateway.cli.shell.Terminal;
import java.util.Map;
import picocli.CommandLine;

/** The commands of operators. */
public final class OperatorCommands {
    private final Map<String, String> environment;
    private final Terminal terminal;
    private final Prompt prompt;

    /**
     * @param environment the variables of the process
     * @param prompt who is asked before much is changed
     */
    public OperatorCommands(Map<String, String> environment, Prompt prompt) {
        this.environment = environment;
        this.terminal = new Terminal(environment);
        this.prompt = prompt;
    }

    /** Adds all of them to {@code hooklatch}. */
    public void addTo(CommandLine hooklatch) {
        hooklatch.addSubcommand(
                "endpoints",
                Group.of("See the endpoints.", new EndpointsListCommand(reach()), new EndpointsShowCommand(reach())));
        hooklatch.addSubcommand(
                "handlers", Group.of("See where events go and what is paused.", new HandlersListCommand(reach())));
        hooklatch.addSubcommand("deliveries", lists("See what was received.", Listing.DELIVERIES));
        hooklatch.addSubcommand("events", lists("See the events and how they stand.", Listing.EVENTS));
        hooklatch.addSubcommand("dispatches", lists("See events on their way to handlers.", Listing.DISPATCHES));
        hooklatch.addSubcommand(
                "audit",
                lists("See what operators did.", Listing.OPERATIONS)
                        .addSubcommand(new WatchCommand(reach(), terminal))
                        .addSubcommand(new CancelCommand(reach())));
        for (Deed deed : Deed.values()) {
            hooklatch.addSubcommand(BulkCommand.of(deed, reach(), terminal, prompt));
        }
        hooklatch.addSubcommand(PauseCommand.pause(reach()));
        hooklatch.addSubcommand(PauseCommand.resume(reach()));
        hooklatch.addSubcommand(
                "secrets",
                Group.of(
                        "See or forget what endpoints learnt from handshakes.",
                        new SecretsListCommand(reach()),
                        SecretsCommand.show(reach()),
                        SecretsCommand.forget(reach())));
        hooklatch.addSubcommand(new StatsCommand(reach()));
        hooklatch.addSubcommand(new PruneCommand(reach(), prompt, terminal));
        hooklatch.addSubcommand(new BackupCommand(reach(), terminal));
        hooklatch.addSubcommand(new RestoreCommand(reach(), prompt));
        hooklatch.addSubcommand(new VerifyCommand(reach(), prompt));
        hooklatch.addSubcommand(
                "export",
                Group.of(
                        "Write deliveries or events out as JSON Lines, from a running gateway, a store that nobody holds, or a"
                                + " backup.",
                        ExportCommand.deliveries(reach()),
                        ExportCommand.events(reach())));
        hooklatch.addSubcommand(new TailCommand(environment, reach()));
    }

    private CommandLine lists(String description, Listing what) {
        return Group.of(description, new ListCommand(what, reach()), new ShowCommand(what, reach()));
    }

    private Reach reach() {
        return new Reach(environment);
    }
}
