package io.hooklatch.gateway.cli.operator;

import io.hooklatch.gateway.cli.access.Operator;
import io.hooklatch.gateway.cli.access.Reach;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.cli.shell.Prompt;
import io.hooklatch.gateway.cli.shell.Terminal;
import io.hooklatch.gateway.cli.view.PreviewView;
import io.hooklatch.gateway.render.Json;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code replay}, {@code reverify}, {@code requeue} and {@code ignore}. */
@Command(
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, also when nothing fits; with --preview: shown",
            "1:an item failed, or the operation was cancelled",
            Exits.USAGE,
            Exits.REACH
        })
final class BulkCommand implements Callable<Integer> {
    private final Deed deed;
    private final Terminal terminal;
    private final Prompt prompt;

    @Mixin
    private Reach reach;

    @Mixin
    private Target target = new Target();

    @Mixin
    private Consent consent = new Consent();

    @Option(names = "--preview", description = "Show what it would take, and change nothing.")
    private boolean preview;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "At most so many items per second; else as fast as it goes.")
    private @Nullable Integer rate;

    @Option(names = "--detach", description = "Begin, and do not wait for the end.")
    private boolean detach;

    @Option(
            names = "--json",
            description = "The operation as one JSON object; with --preview, or where nothing fits, the preview.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private BulkCommand(Deed deed, Reach reach, Terminal terminal, Prompt prompt) {
        this.deed = deed;
        this.reach = reach;
        this.terminal = terminal;
        this.prompt = prompt;
    }

    static CommandLine of(Deed deed, Reach reach, Terminal terminal, Prompt prompt) {
        CommandLine command = new CommandLine(new BulkCommand(deed, reach, terminal, prompt));
        command.getCommandSpec().name(deed.word());
        command.getCommandSpec().usageMessage().description(deed.description());
        return command;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        if (rate != null && rate < 1) {
            throw new CommandFailure(ExitCode.USAGE, "--rate is " + rate + ": at least 1 item per second");
        }
        String why = preview ? "" : consent.why();
        Target.Chosen chosen = target.read(deed, InstantSource.system());
        Json order = new Json()
                .put("action", deed.action(chosen.what()))
                .put("selection", chosen.selection())
                .put("handler", chosen.handler());
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (Operator operator = reach.open()) {
            if (detach) {
                operator.live("--detach");
            }
            Doc seen = operator.preview(Doc.of(order));
            long count = seen.number("count").orElse(0L);
            if (json && (preview || count == 0)) {
                out.println(seen.json());
            } else if (!json) {
                PreviewView.print(deed.word(), chosen.what(), seen, out);
            }
            if (preview || count == 0) {
                return ExitCode.OK;
            }
            consent.confirm(deed.word() + " " + count + " " + chosen.what().plural(), count, prompt, out);
            if (rate != null) {
                order.put("rate_per_second", rate);
            }
            Doc begun = operator.start(Doc.of(order.put("reason", why)));
            Watch watch = new Watch(operator, terminal.progress(err));
            return watch.follow(begun, detach, json, out, err);
        }
    }
}
