package io.hooklatch.gateway.cli.operator;

import io.hooklatch.gateway.cli.access.Reach;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.cli.shell.Prompt;
import io.hooklatch.gateway.cli.view.Safe;
import io.hooklatch.jdbc.SqliteBackup;
import io.hooklatch.jdbc.SqliteStore;
import io.hooklatch.message.Action;
import io.hooklatch.store.Flaw;
import io.hooklatch.store.StoreException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hooklatch verify}. */
@Command(
        name = "verify",
        description = "Look through an inbox or a backup for what does not fit together; with reads only, also while a"
                + " gateway runs on it.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing is wrong, or no longer",
            "1:something is wrong; it is named",
            Exits.USAGE,
            Exits.REACH
        })
final class VerifyCommand implements Callable<Integer> {
    private final Prompt prompt;

    @Mixin
    private Reach reach;

    @Option(names = "--repair", description = "Mend what can be mended, while no gateway runs on it; needs --why.")
    private boolean repair;

    @Mixin
    private Consent consent = new Consent();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    VerifyCommand(Reach reach, Prompt prompt) {
        this.prompt = prompt;
        this.reach = reach;
    }

    @Override
    public Integer call() throws CommandFailure {
        String why = repair ? consent.why() : "";
        Path file = reach.file();
        PrintWriter out = spec.commandLine().getOut();
        try {
            List<Flaw> flaws = SqliteBackup.verify(file);
            flaws.forEach(flaw -> out.println(Safe.line(flaw.line())));
            List<Flaw> mendable =
                    flaws.stream().filter(flaw -> flaw.kind().repairable()).toList();
            if (repair && !mendable.isEmpty()) {
                long count = mendable.stream().mapToLong(Flaw::count).sum();
                consent.confirm("mend " + count + " rows", count, prompt, out);
                repair(file, mendable, why, out);
                flaws = SqliteBackup.verify(file);
                flaws.forEach(flaw -> out.println("left: " + Safe.line(flaw.line())));
            }
            if (flaws.isEmpty()) {
                out.println(file + ": nothing is wrong");
            }
            return flaws.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
        } catch (StoreException e) {
            throw new CommandFailure(ExitCode.CANNOT_START, String.valueOf(e.getMessage()), e);
        }
    }

    private static void repair(Path file, List<Flaw> flaws, String why, PrintWriter out) throws CommandFailure {
        try (SqliteStore store = Reach.opened(file)) {
            Recorded.run(store, Action.REPAIR, why, () -> {
                long all = 0;
                for (Flaw flaw : flaws) {
                    long mended = mend(store, flaw.kind());
                    out.println("mended " + mended + ": " + flaw.kind().words());
                    all += mended;
                }
                return new Recorded.Done(true, "mended " + all + " rows");
            });
        }
    }

    private static long mend(SqliteStore store, Flaw.Kind kind) {
        long all = 0;
        for (long some = -1; some != 0; all += some) {
            some = store.repair(kind).toCompletableFuture().join();
        }
        return all;
    }
}
