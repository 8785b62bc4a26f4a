package io.hooklatch.gateway.cli.operator;

import io.hooklatch.gateway.cli.access.LocalUser;
import io.hooklatch.gateway.cli.access.Reach;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.cli.shell.Prompt;
import io.hooklatch.gateway.cli.view.Safe;
import io.hooklatch.gateway.config.StoreConfig;
import io.hooklatch.gateway.render.InboxJson;
import io.hooklatch.gateway.render.Json;
import io.hooklatch.gateway.render.OperationJson;
import io.hooklatch.jdbc.SqliteBackup;
import io.hooklatch.message.Operation;
import io.hooklatch.message.Pause;
import io.hooklatch.store.StoreException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hooklatch restore}. */
@Command(
        name = "restore",
        description =
                "Put a backup in the place of an inbox in SQLite, after it was verified, while no gateway runs on it."
                        + " An inbox that is there is moved aside, never removed. The audit of the restored inbox says"
                        + " so.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:put in place", Exits.USAGE, "3:the backup is damaged, or the inbox is held"})
final class RestoreCommand implements Callable<Integer> {
    private static final int MOST_LINES = 20;

    private final Prompt prompt;

    @Mixin
    private Reach reach;

    @Parameters(paramLabel = "FILE", description = "The backup, with FILE.key beside it.")
    private Path backup = Path.of("");

    @Mixin
    private Consent consent = new Consent();

    @Option(names = "--json", description = "One JSON object: the files, what is on its way, ended and paused.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    RestoreCommand(Reach reach, Prompt prompt) {
        this.reach = reach;
        this.prompt = prompt;
    }

    @Override
    public Integer call() throws CommandFailure {
        if (reach.running()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "a backup is put in place of a file: name it with --store, or its configuration with -c");
        }
        if (!(reach.place() instanceof StoreConfig.Sqlite place)) {
            throw new CommandFailure(ExitCode.USAGE, BackupCommand.ITS_TOOLS);
        }
        String why = consent.why();
        Path inbox = place.file();
        boolean replaces = Files.exists(inbox);
        PrintWriter out = spec.commandLine().getOut();
        if (replaces) {
            consent.confirm("move " + inbox + " aside and put " + backup + " in its place", prompt, out);
        }
        try {
            SqliteBackup.Restored restored = SqliteBackup.restore(backup, inbox, replaces, LocalUser.actor(), why);
            if (json) {
                out.println(json(restored).json());
                return ExitCode.OK;
            }
            out.println(restored.inbox() + " is the inbox of " + backup);
            restored.movedAside().forEach(file -> out.println("moved aside: " + file));
            restored.open()
                    .forEach((state, count) -> out.println(count + " dispatches are " + lower(state)
                            + " and will be handed to their handlers, also those that were handled after the backup"));
            some(restored.ended(), RestoreCommand::line, "operations that ran in the backup are ended", out);
            some(restored.pauses(), RestoreCommand::line, "are paused", out);
            return ExitCode.OK;
        } catch (StoreException e) {
            throw new CommandFailure(ExitCode.CANNOT_START, String.valueOf(e.getMessage()), e);
        }
    }

    private Doc json(SqliteBackup.Restored restored) {
        return Doc.of(new Json()
                .put("backup", backup.toString())
                .put("inbox", restored.inbox().toString())
                .put("moved_aside", restored.movedAside())
                .put("dispatches", InboxJson.open(restored.open()))
                .put(
                        "ended",
                        restored.ended().stream().map(OperationJson::operation).toList())
                .put(
                        "paused",
                        restored.pauses().stream().map(RestoreCommand::json).toList()));
    }

    private static Json json(Pause pause) {
        return new Json()
                .put("kind", lower(pause.kind()))
                .put("name", pause.name())
                .put("operation_id", pause.operationId().toString())
                .time("paused_at", pause.pausedAt());
    }

    private static <T> void some(List<T> all, Function<T, String> line, String what, PrintWriter out) {
        all.stream().limit(MOST_LINES).forEach(each -> out.println(line.apply(each)));
        if (all.size() > MOST_LINES) {
            out.println("and " + (all.size() - MOST_LINES) + " more " + what);
        }
    }

    private static String line(Operation ran) {
        return "ended " + ran.id() + ", " + lower(ran.action()) + " at " + ran.done() + " of " + ran.total()
                + ", which ran when the backup was taken: begin it again if it is still wanted ("
                + Safe.line(ran.reason()) + ")";
    }

    private static String line(Pause pause) {
        String what = lower(pause.kind()) + " " + Safe.line(pause.name());
        return what + " is paused since " + Instant.ofEpochMilli(pause.pausedAt()) + ": hooklatch resume " + what
                + " ends that";
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
