package io.hooklatch.gateway.cli.operator;

import io.hooklatch.gateway.cli.access.Reach;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.cli.shell.Prompt;
import io.hooklatch.gateway.cli.view.Safe;
import io.hooklatch.store.StoreException;
import java.io.PrintWriter;
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
            List<Inspected.Finding> findings = inbox.look();
            findings.forEach(finding -> out.println(Safe.line(finding.line())));
            long count = findings.stream()
                    .filter(Inspected.Finding::repairable)
                    .mapToLong(Inspected.Finding::count)
                    .sum();
            if (repair && count > 0) {
                consent.confirm("mend " + count + " rows", count, prompt, out);
                out.println(Safe.line(inbox.repair(why)));
                findings = inbox.look();
                findings.forEach(finding -> out.println("left: " + Safe.line(finding.line())));
            }
            if (findings.isEmpty()) {
                out.println(inbox.name() + ": nothing is wrong");
            }
            return findings.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
        } catch (StoreException e) {
            throw new CommandFailure(ExitCode.CANNOT_START, String.valueOf(e.getMessage()), e);
        }
    }
}
