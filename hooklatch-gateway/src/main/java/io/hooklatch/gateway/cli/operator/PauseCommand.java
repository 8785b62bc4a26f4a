package io.hooklatch.gateway.cli.operator;

import io.hooklatch.gateway.cli.access.Operator;
import io.hooklatch.gateway.cli.access.Reach;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.cli.view.OperationView;
import java.io.PrintWriter;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hooklatch pause} and {@code hooklatch resume}. */
@Command(
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:there is no such endpoint or handler, or it stands so already",
            Exits.USAGE,
            Exits.REACH
        })
final class PauseCommand implements Callable<Integer> {
    private static final Set<String> KINDS = Set.of("endpoint", "handler");

    private final String verb;

    @Mixin
    private Reach reach;

    @Parameters(index = "0", paramLabel = "KIND", description = "endpoint or handler.")
    private String kind = "";

    @Parameters(index = "1", paramLabel = "NAME", description = "Its name in the configuration.")
    private String name = "";

    @Mixin
    private Consent consent = new Consent();

    @Option(names = "--json", description = "The operation as one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private PauseCommand(String verb, Reach reach) {
        this.verb = verb;
        this.reach = reach;
    }

    static CommandLine pause(Reach reach) {
        return of(
                "pause",
                "Let an endpoint answer 503, so that its senders keep what they have and try again; or let the"
                        + " dispatches to a handler wait.",
                reach);
    }

    static CommandLine resume(Reach reach) {
        return of("resume", "Let a paused endpoint receive again, or hand a paused handler its dispatches.", reach);
    }

    private static CommandLine of(String verb, String description, Reach reach) {
        CommandLine command = new CommandLine(new PauseCommand(verb, reach));
        command.getCommandSpec().name(verb);
        command.getCommandSpec().usageMessage().description(description);
        return command;
    }

    @Override
    public Integer call() throws CommandFailure {
        if (!KINDS.contains(kind)) {
            throw new CommandFailure(
                    ExitCode.USAGE, "say what to " + verb + ": hooklatch " + verb + " endpoint NAME, or handler NAME");
        }
        PrintWriter out = spec.commandLine().getOut();
        String why = consent.why();
        try (Operator operator = reach.open()) {
            Doc operation = operator.pause(kind, name, verb, why);
            boolean changed = operation.number("changed").orElse(0L) > 0;
            out.println(
                    json
                            ? operation.json()
                            : (changed ? "" : "was already: ") + verb + "d " + kind + " " + name + " by "
                                    + operation.or("id", "?") + " (" + OperationView.result(operation) + ")");
            return changed ? ExitCode.OK : ExitCode.FAILED;
        }
    }
}
