package io.hooklatch.gateway.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hooklatch providers}. */
@Command(
        name = "providers",
        description = "The catalogue: what it holds, and whether its fixtures hold.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ProvidersListCommand.class,
            ProvidersShowCommand.class,
            ProvidersTestCommand.class,
            ProvidersDocCommand.class,
            ProvidersNewCommand.class
        })
final class ProvidersCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name what to do: list, show, test, doc or new");
    }
}
