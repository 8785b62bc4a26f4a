package io.hooklatch.gateway.cli;

import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ConfigOption;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.config.ConfigProblem;
import io.hooklatch.gateway.config.GatewayConfig;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hooklatch check}. */
@Command(
        name = "check",
        description = "Validate a configuration without starting anything, and say what it means.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the configuration is valid", "2:it is not, or the command line is wrong"})
final class CheckCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    CheckCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws CommandFailure {
        GatewayConfig read = config.read(environment);
        PrintWriter out = spec.commandLine().getOut();
        new Summary(read).print(out);
        if (!read.warnings().isEmpty()) {
            out.println();
            out.println("Worth a look:");
        }
        for (ConfigProblem warning : read.warnings()) {
            out.println("  " + warning);
        }
        out.println();
        out.println(config.file() + " is valid.");
        return ExitCode.OK;
    }
}
