package io.hooklatch.gateway.cli.operator;

import io.hooklatch.gateway.cli.access.Reach;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.cli.shell.Prompt;
import io.hooklatch.gateway.cli.view.Safe;
import io.hooklatch.store.StoreException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hooklatch verify}. */
@Command(
        name = "verify",
        description = {
            "Look through an inbox or a backup for what does not fit together; with reads only, also while a gateway runs"
                    + " on it. A look leaves no entry in the audit, a repair does."
        },
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

    @Option(
            names = "--repair",
            description =
                    "Mend what can be mended; needs --why. With --store, and with -c in SQLite, while no gateway runs on it.")
    private boolean repair;

    @Mixin
    private Consent consent = new Consent();

    @Option(names = "--json", description = "One JSON object: what is wrong at the end, and the operation of a repair.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    VerifyCommand(Reach reach, Prompt prompt) {
        this.prompt = prompt;
        this.reach = reach;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        String why = repair ? consent.why() : "";
        Inspected inbox = reach.running() ? new Inspected.ByGateway(reach) : Inspected.here(reach.place());
        PrintWriter out = spec.commandLine().getOut();
        try {
            Doc look = inbox.look();
            print(look, "", out);
            long count = look.docs("findings").stream()
                    .filter(finding -> finding.is("repairable"))
                    .mapToLong(finding -> finding.number("count").orElse(0L))
                    .sum();
            Optional<Doc> repaired = Optional.empty();
            if (repair && count > 0) {
                consent.confirm("mend " + count + " rows", count, prompt, out);
                Doc done = inbox.repair(why);
                repaired = Optional.of(done);
                if (!json) {
                    out.println(Safe.line(done.or("state", "?") + ": " + done.or("detail", "")));
                }
                look = inbox.look();
                print(look, "left: ", out);
            }
            boolean right = look.docs("findings").isEmpty();
            if (json) {
                Map<String, Object> all = new LinkedHashMap<>(look.fields());
                repaired.ifPresent(operation -> all.put("repair", operation.fields()));
                out.println(Doc.of(all).json());
            } else if (right) {
                out.println(inbox.name() + ": nothing is wrong");
            }
            return right ? ExitCode.OK : ExitCode.FAILED;
        } catch (StoreException e) {
            throw new CommandFailure(ExitCode.CANNOT_START, String.valueOf(e.getMessage()), e);
        }
    }

    private void print(Doc look, String before, PrintWriter out) {
        if (!json) {
            look.docs("findings").forEach(finding -> out.println(before + Safe.line(finding.or("line", ""))));
        }
    }
}
