package io.hooklatch.gateway.cli.operator;

import io.hooklatch.gateway.cli.access.Listing;
import io.hooklatch.gateway.cli.access.Operator;
import io.hooklatch.gateway.cli.access.Reach;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.cli.view.OperationView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hooklatch audit cancel}. */
@Command(
        name = "cancel",
        description = "Have a running operation take nothing further; what is done stays done.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it takes nothing further",
            "1:there is none with this id, or it has ended already",
            Exits.USAGE,
            Exits.REACH
        })
final class CancelCommand implements Callable<Integer> {
    @Mixin
    private Reach reach;

    @Parameters(paramLabel = "ID", description = "The id of the operation.")
    private String id = "";

    @Mixin
    private Consent consent = new Consent();

    @Option(names = "--json", description = "The operation as one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    CancelCommand(Reach reach) {
        this.reach = reach;
    }

    @Override
    public Integer call() throws CommandFailure {
        Ids.check(id, Listing.OPERATIONS);
        String why = consent.why();
        try (Operator operator = reach.open()) {
            Doc cancelled = operator.cancel(id, why);
            spec.commandLine()
                    .getOut()
                    .println(
                            json
                                    ? cancelled.json()
                                    : "operation " + id + " " + cancelled.or("state", "?") + ": "
                                            + OperationView.result(cancelled));
            return ExitCode.OK;
        }
    }
}
