package io.hooklatch.gateway.cli;

import io.hooklatch.gateway.cli.shell.Prompt;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Runs commands inside the test and keeps what they print. */
public final class CliRig {
    private final Map<String, String> environment = new HashMap<>();
    private Prompt prompt = Prompt.NOBODY;

    /** What one command did. */
    public record Run(int exitCode, String out, String err) {}

    public CliRig with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Somebody sits there and answers every question so. */
    public CliRig answering(String answer) {
        prompt = question -> Optional.of(answer);
        return this;
    }

    public Run run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = Main.run(
                environment,
                prompt,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                arguments);
        return new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
