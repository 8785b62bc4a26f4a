package io.hooklatch.gateway.cli.operator;

import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.operate.Upkeep;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Why something is done that changes nothing, for the audit all the same. */
final class Remark {
    @Option(names = "--why", paramLabel = "TEXT", description = "Why you do it, for whoever reads the audit.")
    private @Nullable String why;

    String why() throws CommandFailure {
        return why == null ? Upkeep.UNSAID : Consent.checked(why);
    }
}
