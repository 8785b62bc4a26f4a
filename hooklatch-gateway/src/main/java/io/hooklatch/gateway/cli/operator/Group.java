package io.hooklatch.gateway.cli.operator;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that does nothing but hold others. */
@Command(mixinStandardHelpOptions = true)
final class Group implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Group() {}

    /** @param commands each is known by the name of its own annotation */
    static CommandLine of(String description, Object... commands) {
        CommandLine group = new CommandLine(new Group());
        group.getCommandSpec().usageMessage().description(description);
        for (Object command : commands) {
            group.addSubcommand(command);
        }
        return group;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "name what to do: " + String.join(" or ", spec.subcommands().keySet()));
    }
}
