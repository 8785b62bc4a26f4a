package io.hooklatch.gateway.cli.operator;

import io.hooklatch.gateway.cli.access.Filters;
import io.hooklatch.gateway.cli.access.Listed;
import io.hooklatch.gateway.cli.access.Listing;
import io.hooklatch.gateway.cli.access.Operator;
import io.hooklatch.gateway.cli.access.Reach;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.cli.view.Listings;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code list} of deliveries, events, dispatches and the audit. */
@Command(
        name = "list",
        description = "Those that fit every filter, newest first.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:listed, also when there is none", Exits.USAGE, Exits.REACH})
final class ListCommand implements Callable<Integer> {
    private final Listing what;

    @Mixin
    private Reach reach;

    @Mixin
    private FilterOptions filters = new FilterOptions();

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most so many, 1 to 1000 (default: ${DEFAULT-VALUE}).")
    private int limit = 50;

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "Where to go on: what the page before named.")
    private @Nullable String cursor;

    @Option(names = "--all", description = "Every page, however many there are.")
    private boolean all;

    @Option(names = "--json", description = "One JSON object per line, as the admin API gives them.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ListCommand(Listing what, Reach reach) {
        this.what = what;
        this.reach = reach;
    }

    @Override
    public Integer call() throws CommandFailure {
        if (limit < 1 || limit > Filters.MOST) {
            throw new CommandFailure(ExitCode.USAGE, "--limit is " + limit + ": a page has 1 to " + Filters.MOST);
        }
        Filters first = filters.read(what, InstantSource.system()).limit(all ? Filters.MOST : limit);
        PrintWriter out = spec.commandLine().getOut();
        try (Operator operator = reach.open()) {
            Optional<Filters> next = Optional.of(cursor == null ? first : first.after(cursor));
            while (next.isPresent()) {
                Listed page = operator.list(what, next.get());
                print(page, out);
                next = page.next().map(first::after);
                if (!all && next.isPresent()) {
                    spec.commandLine()
                            .getErr()
                            .println("There are more: --cursor " + page.next().orElse("")
                                    + " goes on, --all lists all.");
                    return ExitCode.OK;
                }
            }
        }
        return ExitCode.OK;
    }

    private void print(Listed page, PrintWriter out) {
        if (json) {
            page.items().stream().map(Doc::json).forEach(out::println);
        } else {
            Listings.print(what, page.items(), out);
        }
    }
}
