package io.hooklatch.gateway.cli.operator;

import io.hooklatch.gateway.cli.access.Reach;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.cli.shell.Prompt;
import io.hooklatch.jdbc.SqliteBackup;
import io.hooklatch.store.StoreException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
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
                "Put a backup in the place of an inbox, after it was verified, while no gateway runs on it. An inbox"
                        + " that is there is moved aside, never removed.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:put in place", Exits.USAGE, "3:the backup is damaged, or the inbox is held"})
final class RestoreCommand implements Callable<Integer> {
    private final Prompt prompt;

    @Mixin
    private Reach reach;

    @Parameters(paramLabel = "FILE", description = "The backup, with FILE.key beside it.")
    private Path backup = Path.of("");

    @Option(names = "--yes", description = "Do not ask before an inbox that is there is moved aside.")
    private boolean yes;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    RestoreCommand(Reach reach, Prompt prompt) {
        this.reach = reach;
        this.prompt = prompt;
    }

    @Override
    public Integer call() throws CommandFailure {
        Path inbox = reach.place();
        boolean replaces = Files.exists(inbox);
        PrintWriter out = spec.commandLine().getOut();
        if (replaces && !yes) {
            Consent.ask("move " + inbox + " aside and put " + backup + " in its place", prompt, out);
        }
        try {
            SqliteBackup.Restored restored = SqliteBackup.restore(backup, inbox, replaces);
            out.println(restored.inbox() + " is the inbox of " + backup);
            restored.movedAside().forEach(file -> out.println("moved aside: " + file));
            restored.open()
                    .forEach((state, count) -> out.println(count + " dispatches are "
                            + state.name().toLowerCase(Locale.ROOT)
                            + " and will be handed to their handlers, also those that were handled after the backup"));
            return ExitCode.OK;
        } catch (StoreException e) {
            throw new CommandFailure(ExitCode.CANNOT_START, String.valueOf(e.getMessage()), e);
        }
    }
}
