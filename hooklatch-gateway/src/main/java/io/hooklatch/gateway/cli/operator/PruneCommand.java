package io.hooklatch.gateway.cli.operator;

import io.hooklatch.gateway.cli.access.Api;
import io.hooklatch.gateway.cli.access.LocalUser;
import io.hooklatch.gateway.cli.access.Operator;
import io.hooklatch.gateway.cli.access.OwnStore;
import io.hooklatch.gateway.cli.access.Reach;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.cli.shell.Prompt;
import io.hooklatch.gateway.cli.shell.Terminal;
import io.hooklatch.gateway.cli.view.Safe;
import io.hooklatch.gateway.config.GatewayConfig;
import io.hooklatch.gateway.render.OperationJson;
import io.hooklatch.gateway.render.UpkeepJson;
import io.hooklatch.observe.Listeners;
import io.hooklatch.observe.RetentionRun;
import io.hooklatch.retention.Retention;
import io.hooklatch.retention.RetentionSettings;
import io.hooklatch.store.StoreException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            "Remove now what the retention of the configuration no longer keeps.",
            "A running gateway does it by itself, too. With -c this process does it: in SQLite while no gateway runs on"
                    + " the inbox, in PostgreSQL at any time."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:removed; with --preview: shown", "1:it ended early", Exits.USAGE, Exits.REACH})
final class PruneCommand implements Callable<Integer> {
    private final Prompt prompt;
    private final Terminal terminal;

    @Mixin
    private Reach reach;

    @Mixin
    private Consent consent = new Consent();

    @Option(names = "--preview", description = "Show what it would remove, and change nothing.")
    private boolean preview;

    @Option(
            names = "--json",
            description = "One JSON object: the operation; with --preview, or where nothing goes, the preview.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    PruneCommand(Reach reach, Prompt prompt, Terminal terminal) {
        this.reach = reach;
        this.terminal = terminal;
        this.prompt = prompt;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        String why = preview ? "" : consent.why();
        return reach.running() ? byGateway(why) : here(why);
    }

    private int byGateway(String why) throws CommandFailure, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Api gateway = reach.gateway();
        Doc seen = gateway.get("/prune/preview");
        boolean only = seen(seen, out);
        if (only) {
            return ExitCode.OK;
        }
        Doc begun = gateway.post("/prune", Doc.of(Map.of("reason", why)));
        try (Operator operator = reach.open()) {
            return new Watch(operator, terminal.progress(err)).follow(begun, false, json, out, err);
        }
    }

    /** Shows what would go, and whether that is all there is to do; else asks. */
    private boolean seen(Doc seen, PrintWriter out) throws CommandFailure {
        long count = seen.number("count").orElse(0L);
        boolean only = preview || count == 0;
        if (!json) {
            out.println(Safe.line(seen.or("summary", "")));
        } else if (only) {
            out.println(seen.json());
        }
        if (!only) {
            consent.confirm("remove " + count + " rows and bodies", count, prompt, out);
        }
        return only;
    }

    private int here(String why) throws CommandFailure {
        GatewayConfig config = reach.configuration();
        RetentionSettings settings = config.retention()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE, "the configuration has no retention, so everything is kept: nothing to prune"));
        PrintWriter out = spec.commandLine().getOut();
        try (OwnStore own = Reach.own(config.store());
                Retention retention = new Retention(
                        own.opened().prunable(),
                        settings,
                        own.timer(),
                        new Listeners(List.of()),
                        Optional.of(own.upkeep()))) {
            if (seen(Doc.of(UpkeepJson.pruned(retention.preview())), out)) {
                return ExitCode.OK;
            }
            RetentionRun done =
                    retention.run(LocalUser.actor(), why).toCompletableFuture().join();
            out.println(
                    json
                            ? json(done, own).json()
                            : done.line()
                                    + done.problem()
                                            .map(problem -> ": " + problem)
                                            .orElse(""));
            return done.problem().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
        } catch (StoreException e) {
            throw new CommandFailure(ExitCode.CANNOT_START, String.valueOf(e.getMessage()), e);
        }
    }

    /** The operation; what others have cleared meanwhile leaves none. */
    private static Doc json(RetentionRun done, OwnStore own) {
        return Doc.of(done.operation()
                .flatMap(id -> own.opened().audited().reader().operation(id))
                .map(OperationJson::operation)
                .orElseGet(() -> UpkeepJson.pruned(done)));
    }
}
