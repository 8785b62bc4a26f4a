package io.hooklatch.gateway.cli.operator;

import io.hooklatch.gateway.cli.access.Api;
import io.hooklatch.gateway.cli.access.LocalUser;
import io.hooklatch.gateway.cli.access.Operator;
import io.hooklatch.gateway.cli.access.Reach;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.cli.shell.Terminal;
import io.hooklatch.gateway.config.StoreConfig;
import io.hooklatch.gateway.render.Json;
import io.hooklatch.jdbc.SqliteBackup;
import io.hooklatch.store.StoreException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hooklatch backup}. */
@Command(
        name = "backup",
        description = {
            "Copy an inbox in SQLite to a new file, as of now, also while a gateway runs on it.",
            "With --store or -c this process makes the copy; else the gateway does, in its admin.backup_directory.",
            "The copy is two files, FILE and FILE.key; both are needed, and both are as secret as the inbox."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:copied",
            "1:the gateway could not make the copy",
            Exits.USAGE,
            "3:there is no inbox, or the copy cannot be written"
        })
final class BackupCommand implements Callable<Integer> {
    /** What to do instead where the database is the user's own. */
    static final String ITS_TOOLS =
            "this inbox is in PostgreSQL, whose own tools back it up and restore it: pg_dump with"
                    + " pg_restore, or pg_basebackup with an archive of the log for any point in time";

    private final Terminal terminal;

    @Mixin
    private Reach reach;

    @Parameters(
            paramLabel = "FILE",
            description = "Where to: a file that does not exist; through a gateway a name without a directory.")
    private Path target = Path.of("");

    @Mixin
    private Remark remark = new Remark();

    @Option(
            names = "--json",
            description = "One JSON object: the operation of the gateway, or the files that this process made.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    BackupCommand(Reach reach, Terminal terminal) {
        this.reach = reach;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        return reach.running() ? byGateway() : here();
    }

    private int byGateway() throws CommandFailure, InterruptedException {
        String name = target.toString();
        if (target.getNameCount() != 1 || target.isAbsolute()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "a gateway keeps backups in its admin.backup_directory: give a name without a directory, as "
                            + target.getFileName() + ", or copy the inbox yourself with --store or -c");
        }
        Api gateway = reach.gateway();
        Doc begun = gateway.post("/backups", Doc.of(Map.of("name", name, "reason", remark.why())));
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (Operator operator = reach.open()) {
            return new Watch(operator, terminal.progress(err)).follow(begun, false, json, out, err);
        }
    }

    private int here() throws CommandFailure {
        StoreConfig place = reach.place();
        if (!(place instanceof StoreConfig.Sqlite inbox)) {
            throw new CommandFailure(ExitCode.USAGE, ITS_TOOLS);
        }
        Reach.require(place);
        try {
            SqliteBackup.Taken taken = SqliteBackup.take(inbox.file(), target, LocalUser.actor(), remark.why());
            String key = taken.file() + ".key";
            spec.commandLine()
                    .getOut()
                    .println(
                            json
                                    ? Doc.of(new Json()
                                                    .put("file", taken.file().toString())
                                                    .put("key_file", key)
                                                    .put("bytes", taken.bytes()))
                                            .json()
                                    : taken.file() + " holds the inbox, " + taken.bytes() + " bytes, and " + key
                                            + " its key: keep both, and keep them secret");
            return ExitCode.OK;
        } catch (StoreException e) {
            throw new CommandFailure(ExitCode.CANNOT_START, String.valueOf(e.getMessage()), e);
        }
    }
}
