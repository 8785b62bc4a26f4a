package io.hooklatch.gateway.cli.operator;

import io.hooklatch.gateway.cli.access.Reach;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.jdbc.SqliteBackup;
import io.hooklatch.store.StoreException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hooklatch backup}. */
@Command(
        name = "backup",
        description = {
            "Copy an inbox to a new file, as of now, also while a gateway runs on it.",
            "The copy is two files, FILE and FILE.key; both are needed, and both are as secret as the inbox."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:copied", Exits.USAGE, "3:there is no inbox, or the copy cannot be written"})
final class BackupCommand implements Callable<Integer> {
    @Mixin
    private Reach reach;

    @Parameters(paramLabel = "FILE", description = "Where to: a file that does not exist.")
    private Path target = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    BackupCommand(Reach reach) {
        this.reach = reach;
    }

    @Override
    public Integer call() throws CommandFailure {
        try {
            SqliteBackup.Taken taken = SqliteBackup.take(reach.file(), target);
            spec.commandLine()
                    .getOut()
                    .println(taken.file() + " holds the inbox, " + taken.bytes() + " bytes, and " + taken.file()
                            + ".key its key: keep both, and keep them secret");
            return ExitCode.OK;
        } catch (StoreException e) {
            throw new CommandFailure(ExitCode.CANNOT_START, String.valueOf(e.getMessage()), e);
        }
    }
}
