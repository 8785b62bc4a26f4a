package io.hooklatch.gateway.cli.operator;

import io.hooklatch.gateway.cli.access.Operator;
import io.hooklatch.gateway.cli.access.Reach;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.cli.view.StatsView;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hooklatch stats}. */
@Command(
        name = "stats",
        description = "How much waits, runs and failed now.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:said", Exits.USAGE, Exits.REACH})
final class StatsCommand implements Callable<Integer> {
    @Mixin
    private Reach reach;

    @Option(names = "--json", description = "One JSON object, as the admin API gives it.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    StatsCommand(Reach reach) {
        this.reach = reach;
    }

    @Override
    public Integer call() throws CommandFailure {
        PrintWriter out = spec.commandLine().getOut();
        try (Operator operator = reach.open()) {
            Doc stats = operator.stats();
            if (json) {
                out.println(stats.json());
            } else {
                StatsView.print(operator.place(), stats, out);
            }
        }
        return ExitCode.OK;
    }
}
