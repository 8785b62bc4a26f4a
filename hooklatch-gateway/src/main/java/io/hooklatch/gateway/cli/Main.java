package io.hooklatch.gateway.cli;

import io.hooklatch.gateway.cli.operator.OperatorCommands;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.cli.shell.Prompt;
import io.hooklatch.gateway.cli.shell.Terminal;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code hooklatch}. */
@Command(
        name = "hooklatch",
        description = "A verified, durable inbox for inbound webhooks.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            ServeCommand.class,
            CheckCommand.class,
            SendCommand.class,
            DiagnoseCommand.class,
            KeyCommand.class,
            ProvidersCommand.class,
            DemoCommand.class
        },
        subcommandsRepeatable = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:it ran and failed",
            "2:the command line or the configuration is wrong",
            "3:the gateway cannot start"
        })
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show where an error comes from.")
    private boolean verbose;

    private Main() {
        // Filled in by picocli before anything is run.
        spec = CommandSpec.create();
    }

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(System.getenv(), System.out, System.err, arguments));
    }

    /** Runs a command and returns its exit code. */
    static int run(Map<String, String> environment, PrintStream out, PrintStream err, String... arguments) {
        return run(environment, new Terminal(environment).prompt(), out, err, arguments);
    }

    /** As above, with somebody else who is asked. */
    static int run(
            Map<String, String> environment, Prompt prompt, PrintStream out, PrintStream err, String... arguments) {
        PrintWriter output = new PrintWriter(out, true, StandardCharsets.UTF_8);
        PrintWriter errors = new PrintWriter(err, true, StandardCharsets.UTF_8);
        Main main = new Main();
        CommandLine command = new CommandLine(main, new Factory(environment));
        new OperatorCommands(environment, prompt).addTo(command);
        command.setOut(output)
                .setErr(errors)
                .setAbbreviatedSubcommandsAllowed(false)
                .setParameterExceptionHandler(Main::misused)
                .setExecutionExceptionHandler((failure, failed, parsed) -> main.failed(failure, failed.getErr()));
        return command.execute(arguments);
    }

    /** Without a command there is nothing to do but to say which there are. */
    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "name a command: serve, check, send, diagnose, key, providers or demo");
    }

    private static int misused(ParameterException misuse, String[] arguments) {
        CommandLine command = misuse.getCommandLine();
        command.getErr().println("hooklatch: " + misuse.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(misuse, command.getErr());
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }

    private int failed(Exception failure, PrintWriter err) {
        int exitCode = failure instanceof CommandFailure known ? known.exitCode() : ExitCode.FAILED;
        err.println("hooklatch: " + (failure instanceof CommandFailure ? failure.getMessage() : unexpected(failure)));
        if (verbose) {
            failure.printStackTrace(err);
        }
        return exitCode;
    }

    private static String unexpected(Exception failure) {
        return "unexpected " + failure.getClass().getSimpleName() + ": " + failure.getMessage()
                + " (--verbose shows where)";
    }

    /** Gives commands what they must not take from the process themselves. */
    private record Factory(Map<String, String> environment) implements IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            if (type == ServeCommand.class) {
                return type.cast(new ServeCommand(environment));
            }
            if (type == CheckCommand.class) {
                return type.cast(new CheckCommand(environment));
            }
            if (type == SendCommand.class) {
                return type.cast(new SendCommand(environment));
            }
            if (type == DiagnoseCommand.class) {
                return type.cast(new DiagnoseCommand(environment));
            }
            if (type == DemoCommand.class) {
                return type.cast(new DemoCommand(environment));
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
