package io.hooklatch.gateway.cli.operator;

import io.hooklatch.gateway.cli.access.Operator;
import io.hooklatch.gateway.cli.access.Reach;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.cli.view.Listings;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hooklatch handlers list}. */
@Command(
        name = "list",
        description = "Every handler, what it gets, and whether it is paused, in the order of the configuration.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:listed", Exits.USAGE, Exits.REACH})
final class HandlersListCommand implements Callable<Integer> {
    @Mixin
    private Reach reach;

    @Option(names = "--json", description = "One JSON object per line, as the admin API gives them.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    HandlersListCommand(Reach reach) {
        this.reach = reach;
    }

    @Override
    public Integer call() throws CommandFailure {
        PrintWriter out = spec.commandLine().getOut();
        try (Operator operator = reach.open()) {
            List<Doc> handlers = operator.handlers();
            if (json) {
                handlers.stream().map(Doc::json).forEach(out::println);
            } else {
                Listings.handlers(handlers, out);
            }
        }
        return ExitCode.OK;
    }
}
