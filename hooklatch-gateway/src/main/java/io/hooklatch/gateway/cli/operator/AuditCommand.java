package io.hooklatch.gateway.cli.operator;

import io.hooklatch.gateway.cli.access.Listing;
import io.hooklatch.gateway.cli.access.Operator;
import io.hooklatch.gateway.cli.access.Reach;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.cli.shell.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hooklatch audit watch} and {@code hooklatch audit cancel}. */
@Command(
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the operation is done, or was cancelled as asked",
            "1:there is none with this id, or it did not end well",
            Exits.USAGE,
            Exits.REACH
        })
final class AuditCommand implements Callable<Integer> {
    private final boolean cancel;
    private final Terminal terminal;

    @Mixin
    private Reach reach;

    @Parameters(paramLabel = "ID", description = "The id of the operation.")
    private String id = "";

    @Option(names = "--json", description = "The operation as one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private AuditCommand(boolean cancel, Reach reach, Terminal terminal) {
        this.cancel = cancel;
        this.reach = reach;
        this.terminal = terminal;
    }

    static CommandLine watch(Reach reach, Terminal terminal) {
        return of("watch", "Look at a running operation until it ends.", new AuditCommand(false, reach, terminal));
    }

    static CommandLine cancel(Reach reach, Terminal terminal) {
        return of(
                "cancel",
                "Have a running operation take nothing further; what is done stays done.",
                new AuditCommand(true, reach, terminal));
    }

    private static CommandLine of(String name, String description, AuditCommand made) {
        CommandLine command = new CommandLine(made);
        command.getCommandSpec().name(name);
        command.getCommandSpec().usageMessage().description(description);
        return command;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        Ids.check(id, Listing.OPERATIONS);
        try (Operator operator = reach.open()) {
            Watch watch =
                    new Watch(operator, terminal.progress(spec.commandLine().getErr()));
            if (cancel) {
                Doc cancelled = operator.cancel(id);
                watch.follow(
                        cancelled,
                        false,
                        json,
                        spec.commandLine().getOut(),
                        spec.commandLine().getErr());
                return ExitCode.OK;
            }
            operator.live("to watch an operation");
            Doc found = operator.find(Listing.OPERATIONS, id)
                    .orElseThrow(() -> new CommandFailure(ExitCode.FAILED, "there is no operation " + id));
            return watch.follow(
                    found,
                    false,
                    json,
                    spec.commandLine().getOut(),
                    spec.commandLine().getErr());
        }
    }
}
