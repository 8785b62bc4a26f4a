package io.hooklatch.gateway.cli;

import io.hooklatch.gateway.access.ApiKey;
import io.hooklatch.gateway.access.KeyText;
import io.hooklatch.gateway.access.Role;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.secret.Secret;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hooklatch key new}. */
@Command(
        name = "new",
        description = "Make a key of the admin API: print it once, and the line of the configuration that lets it in.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:made", "2:wrong command line"})
final class KeyNewCommand implements Callable<Integer> {
    @Option(
            names = "--name",
            required = true,
            paramLabel = "NAME",
            description = "Whose it is; the log and the audit show it.")
    private String name = "";

    @Option(
            names = "--role",
            defaultValue = "viewer",
            paramLabel = "ROLE",
            description = "viewer, operator or admin; ${DEFAULT-VALUE} unless given.")
    private String role = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Secret key = KeyText.make(new SecureRandom());
        String digest = KeyText.sha256(key);
        ApiKey made = described(digest);
        PrintWriter out = spec.commandLine().getOut();
        out.println("The key, shown this once:");
        out.println();
        out.println("  " + key.reveal());
        out.println();
        out.println("For the configuration, below admin.keys; it takes effect at the next start:");
        out.println();
        out.println("  - {name: " + made.name() + ", role: " + made.role().text() + ", sha256: " + digest + "}");
        return ExitCode.OK;
    }

    private ApiKey described(String digest) {
        Role given;
        try {
            given = Role.of(role);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--role \"" + role + "\" " + e.getMessage(), e);
        }
        try {
            return new ApiKey(name, given, digest);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--name: " + e.getMessage(), e);
        }
    }
}
