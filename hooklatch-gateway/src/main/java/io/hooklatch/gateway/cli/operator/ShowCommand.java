package io.hooklatch.gateway.cli.operator;

import io.hooklatch.gateway.cli.access.Listing;
import io.hooklatch.gateway.cli.access.Operator;
import io.hooklatch.gateway.cli.access.Reach;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.cli.view.ItemView;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code show} of a delivery, an event, a dispatch or an operation. */
@Command(
        name = "show",
        description = "Everything about one of them.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:shown", "1:there is no such item", Exits.USAGE, Exits.REACH})
final class ShowCommand implements Callable<Integer> {
    private final Listing what;

    @Mixin
    private Reach reach;

    @Parameters(paramLabel = "ID", description = "Its id in the inbox, as a list shows it.")
    private String id = "";

    @Option(names = "--full", description = "The body, and the items of an operation, to their end.")
    private boolean full;

    @Option(
            names = "--save-body",
            paramLabel = "FILE",
            description = "Write the exact bytes of a delivery's body to this new file and show nothing.")
    private @Nullable Path body;

    @Option(names = "--json", description = "One JSON object, as the admin API gives it.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ShowCommand(Listing what, Reach reach) {
        this.what = what;
        this.reach = reach;
    }

    @Override
    public Integer call() throws CommandFailure {
        Ids.check(id, what);
        PrintWriter out = spec.commandLine().getOut();
        try (Operator operator = reach.open()) {
            Doc found = operator.find(what, id)
                    .orElseThrow(() -> new CommandFailure(
                            ExitCode.FAILED, "there is no " + what.singular() + " " + id + " at " + operator.place()));
            if (body != null) {
                save(operator, body);
            } else if (json) {
                out.println(found.json());
            } else {
                new ItemView(operator, full, out).print(what, found);
            }
        }
        return ExitCode.OK;
    }

    private void save(Operator operator, Path file) throws CommandFailure {
        if (what != Listing.DELIVERIES) {
            throw new CommandFailure(ExitCode.USAGE, "--save-body: only deliveries have a body");
        }
        byte[] bytes = operator.body(id)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE, "--save-body: the key does not allow it, that needs the role operator"));
        try {
            Files.write(file, bytes, java.nio.file.StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "--save-body: " + file + " cannot be made as a new file", e);
        }
        spec.commandLine().getOut().println(file + " holds the body");
    }
}
