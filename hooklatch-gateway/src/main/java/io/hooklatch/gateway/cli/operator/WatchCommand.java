package io.hooklatch.gateway.cli.operator;

import io.hooklatch.gateway.cli.access.Listing;
import io.hooklatch.gateway.cli.access.Operator;
import io.hooklatch.gateway.cli.access.Reach;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.cli.shell.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hooklatch audit watch}. */
@Command(
        name = "watch",
        description = "Look at an operation that a gateway is at until it ends.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the operation is done",
            "1:there is none with this id, or it did not end well",
            Exits.USAGE,
            Exits.REACH
        })
final class WatchCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private Reach reach;

    @Parameters(paramLabel = "ID", description = "The id of the operation.")
    private String id = "";

    @Option(names = "--json", description = "The operation as one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    WatchCommand(Reach reach, Terminal terminal) {
        this.reach = reach;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        Ids.check(id, Listing.OPERATIONS);
        try (Operator operator = reach.open()) {
            operator.live("to watch an operation");
            Doc found = operator.find(Listing.OPERATIONS, id)
                    .orElseThrow(() -> new CommandFailure(ExitCode.FAILED, "there is no operation " + id));
            return new Watch(operator, terminal.progress(spec.commandLine().getErr()))
                    .follow(
                            found,
                            false,
                            json,
                            spec.commandLine().getOut(),
                            spec.commandLine().getErr());
        }
    }
}
