package io.hooklatch.gateway.cli.operator;

import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.cli.shell.Prompt;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Why something is done, and that it is really meant. */
final class Consent {
    private static final int LONGEST = 500;

    @Option(
            names = "--why",
            paramLabel = "TEXT",
            description = "Why you do it, for whoever reads the audit; needed for everything that changes something.")
    private @Nullable String why;

    @Option(names = "--yes", description = "Do not ask, also where more than one item is run again or removed.")
    private boolean yes;

    /** Why; refused when nobody said it. */
    String why() throws CommandFailure {
        if (why == null || why.isBlank()) {
            throw new CommandFailure(ExitCode.USAGE, "--why is missing: say in a few words why you do this");
        }
        return checked(why);
    }

    /** A reason that can be kept. */
    static String checked(String why) throws CommandFailure {
        if (why.isBlank()) {
            throw new CommandFailure(ExitCode.USAGE, "--why is empty: say in a few words why you do this");
        }
        if (why.length() > LONGEST) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--why has " + why.length() + " characters: at most " + LONGEST + " are kept");
        }
        return why;
    }

    /** Goes on for one item, after --yes and after a yes; refuses otherwise. */
    void confirm(String what, long count, Prompt prompt, PrintWriter out) throws CommandFailure {
        if (count > 1) {
            confirm(what, prompt, out);
        }
    }

    /** Goes on after --yes and after a yes; refuses otherwise. */
    void confirm(String what, Prompt prompt, PrintWriter out) throws CommandFailure {
        if (yes) {
            return;
        }
        out.flush();
        Optional<String> answer = prompt.ask("Really " + what + "? Type yes: ");
        if (answer.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE, "not confirmed: there is no terminal to ask on, so say --yes; nothing was changed");
        }
        if (!answer.get().strip().toLowerCase(Locale.ROOT).equals("yes")) {
            throw new CommandFailure(ExitCode.USAGE, "not confirmed; nothing was changed");
        }
    }
}
