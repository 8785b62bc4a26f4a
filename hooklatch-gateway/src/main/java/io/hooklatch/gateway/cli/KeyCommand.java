package io.hooklatch.gateway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hooklatch key}. */
@Command(
        name = "key",
        description = "Keys of the admin API.",
        mixinStandardHelpOptions = true,
        subcommands = KeyNewCommand.class)
final class KeyCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name what to do: new");
    }
}
