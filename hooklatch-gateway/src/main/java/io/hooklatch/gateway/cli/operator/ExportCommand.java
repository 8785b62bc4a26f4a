package io.hooklatch.gateway.cli.operator;

import io.hooklatch.export.Disclosure;
import io.hooklatch.export.Export;
import io.hooklatch.gateway.cli.access.Api;
import io.hooklatch.gateway.cli.access.Filters;
import io.hooklatch.gateway.cli.access.Listing;
import io.hooklatch.gateway.cli.access.LocalUser;
import io.hooklatch.gateway.cli.access.OwnStore;
import io.hooklatch.gateway.cli.access.Queries;
import io.hooklatch.gateway.cli.access.Reach;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.data.WholeFile;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.render.Json;
import io.hooklatch.message.Action;
import io.hooklatch.operate.AuditEntry;
import io.hooklatch.store.StoreException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hooklatch export deliveries} and {@code hooklatch export events}. */
@Command(
        description = {
            "Write those that fit every filter to a new file, one JSON object on each line, newest first.",
            "The file gets its name when it is whole, and only its owner may read it."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:written", "1:it broke off", Exits.USAGE, Exits.REACH})
final class ExportCommand implements Callable<Integer> {
    private final Listing what;

    @Mixin
    private Reach reach;

    @Parameters(paramLabel = "FILE", description = "Where to: a file that does not exist.")
    private Path target = Path.of("");

    @Mixin
    private FilterOptions filters = new FilterOptions();

    @Mixin
    private Remark remark = new Remark();

    @Option(names = "--json", description = "One JSON object: the file, and how many lines it has.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private ExportCommand(Listing what, Reach reach) {
        this.what = what;
        this.reach = reach;
    }

    static CommandLine deliveries(Reach reach) {
        return of(Listing.DELIVERIES, reach);
    }

    static CommandLine events(Reach reach) {
        return of(Listing.EVENTS, reach);
    }

    private static CommandLine of(Listing what, Reach reach) {
        CommandLine command = new CommandLine(new ExportCommand(what, reach));
        command.getCommandSpec().name(what.plural());
        return command;
    }

    @Override
    public Integer call() throws CommandFailure {
        Filters read = filters.read(what, InstantSource.system());
        String why = remark.why();
        AtomicLong lines = new AtomicLong();
        WholeFile.write(
                target, out -> lines.set(reach.running() ? ofGateway(read, why, out) : ofStore(read, why, out)));
        spec.commandLine()
                .getOut()
                .println(
                        json
                                ? Doc.of(new Json()
                                                .put("file", target.toString())
                                                .put("count", lines.get()))
                                        .json()
                                : target + " holds " + lines + " " + what.plural());
        return ExitCode.OK;
    }

    private long ofGateway(Filters read, String why, OutputStream out) throws CommandFailure, IOException {
        Map<String, String> query = read.with("why", why).values();
        return reach.gateway().lines("/export/" + what.plural() + Api.query(query), out);
    }

    private long ofStore(Filters read, String why, OutputStream out) throws CommandFailure, IOException {
        try (OwnStore own = reach.own()) {
            String selection = what.plural() + (read.values().isEmpty() ? "" : " " + read.values());
            return own.upkeep()
                    .run(
                            Action.EXPORT,
                            LocalUser.actor(),
                            why,
                            selection,
                            entry -> lines(own, read, entry, out) + " lines")
                    .changed();
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        } catch (StoreException e) {
            throw new CommandFailure(ExitCode.CANNOT_START, String.valueOf(e.getMessage()), e);
        }
    }

    private long lines(OwnStore own, Filters read, AuditEntry entry, OutputStream out) throws IOException {
        Export export = new Export(own.opened().store().reader(), Disclosure.EVERYTHING, () -> entry.changed(1));
        return what == Listing.DELIVERIES
                ? export.deliveries(Queries.deliveries(read), out)
                : export.events(Queries.events(read), out);
    }
}
