package io.hooklatch.gateway.cli.operator;

import io.hooklatch.export.Export;
import io.hooklatch.gateway.cli.access.Filters;
import io.hooklatch.gateway.cli.access.Listing;
import io.hooklatch.gateway.cli.access.Queries;
import io.hooklatch.gateway.cli.access.Reach;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.jdbc.SqliteStore;
import io.hooklatch.store.StoreException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hooklatch export deliveries} and {@code hooklatch export events}. */
@Command(
        description = "Write those that fit every filter to a new file, one JSON object on each line, newest first.",
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
        long lines;
        try (SqliteStore store = Reach.opened(reach.file());
                OutputStream out =
                        new BufferedOutputStream(Files.newOutputStream(target, StandardOpenOption.CREATE_NEW))) {
            Export export = new Export(store.reader());
            lines = what == Listing.DELIVERIES
                    ? export.deliveries(Queries.deliveries(read), out)
                    : export.events(Queries.events(read), out);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, target + " cannot be written as a new file: " + e.getMessage(), e);
        } catch (StoreException e) {
            throw new CommandFailure(ExitCode.CANNOT_START, String.valueOf(e.getMessage()), e);
        }
        spec.commandLine().getOut().println(target + " holds " + lines + " " + what.plural());
        return ExitCode.OK;
    }
}
