package io.hooklatch.gateway.cli.operator;

import io.hooklatch.gateway.cli.access.Reach;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.cli.shell.Prompt;
import io.hooklatch.gateway.config.GatewayConfig;
import io.hooklatch.jdbc.SqliteStore;
import io.hooklatch.observe.Listeners;
import io.hooklatch.observe.RetentionRun;
import io.hooklatch.retention.Retention;
import io.hooklatch.retention.RetentionSettings;
import io.hooklatch.store.StoreException;
import io.hooklatch.work.Timer;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hooklatch prune}. */
@Command(
        name = "prune",
        description = {
            "Remove now what the retention of the configuration no longer keeps, with -c, while no gateway runs on it.",
            "A running gateway does it by itself."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:removed; with --preview: shown", "1:it ended early", Exits.USAGE, Exits.REACH})
final class PruneCommand implements Callable<Integer> {
    private final Prompt prompt;

    @Mixin
    private Reach reach;

    @Mixin
    private Consent consent = new Consent();

    @Option(names = "--preview", description = "Show what it would remove, and change nothing.")
    private boolean preview;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    PruneCommand(Reach reach, Prompt prompt) {
        this.reach = reach;
        this.prompt = prompt;
    }

    @Override
    public Integer call() throws CommandFailure {
        String why = preview ? "" : consent.why();
        GatewayConfig config = reach.configuration();
        RetentionSettings settings = config.retention()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE, "the configuration has no retention, so everything is kept: nothing to prune"));
        PrintWriter out = spec.commandLine().getOut();
        try (SqliteStore store = Reach.opened(Reach.file(config));
                Timer timer = Timer.system();
                Retention retention = new Retention(store, settings, timer, new Listeners(List.of()))) {
            RetentionRun seen = retention.preview();
            out.println(seen.line());
            long count = seen.removed().rows() + seen.removed().bodies();
            if (preview || count == 0) {
                return ExitCode.OK;
            }
            consent.confirm("remove " + count + " rows and bodies", count, prompt, out);
            RetentionRun done =
                    retention.run(Recorded.actor(), why).toCompletableFuture().join();
            out.println(
                    done.line() + done.problem().map(problem -> ": " + problem).orElse(""));
            return done.problem().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
        } catch (StoreException e) {
            throw new CommandFailure(ExitCode.CANNOT_START, String.valueOf(e.getMessage()), e);
        }
    }
}
