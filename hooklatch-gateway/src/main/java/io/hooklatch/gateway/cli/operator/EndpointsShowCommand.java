package io.hooklatch.gateway.cli.operator;

import io.hooklatch.gateway.cli.access.Operator;
import io.hooklatch.gateway.cli.access.Reach;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.cli.view.EndpointView;
import io.hooklatch.gateway.log.OneLine;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hooklatch endpoints show}. */
@Command(
        name = "show",
        description = "Everything about one endpoint.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:shown", "1:there is no such endpoint", Exits.USAGE, Exits.REACH})
final class EndpointsShowCommand implements Callable<Integer> {
    @Mixin
    private Reach reach;

    @Parameters(paramLabel = "NAME", description = "Its name in the configuration.")
    private String name = "";

    @Option(names = "--json", description = "One JSON object, as the admin API gives it.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    EndpointsShowCommand(Reach reach) {
        this.reach = reach;
    }

    @Override
    public Integer call() throws CommandFailure {
        PrintWriter out = spec.commandLine().getOut();
        try (Operator operator = reach.open()) {
            List<Doc> endpoints = operator.endpoints();
            Doc found = endpoints.stream()
                    .filter(endpoint -> endpoint.or("name", "").equals(name))
                    .findFirst()
                    .orElseThrow(() -> new CommandFailure(
                            ExitCode.FAILED,
                            "there is no endpoint " + OneLine.quote(name) + "; there are "
                                    + String.join(
                                            ", ",
                                            endpoints.stream()
                                                    .map(endpoint -> endpoint.or("name", ""))
                                                    .toList())));
            if (json) {
                out.println(found.json());
            } else {
                EndpointView.print(found, out);
            }
        }
        return ExitCode.OK;
    }
}
