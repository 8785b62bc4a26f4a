package io.hooklatch.gateway.cli;

import io.hooklatch.gateway.Gateway;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ConfigOption;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.config.GatewayConfig;
import io.hooklatch.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hooklatch serve}. */
@Command(
        name = "serve",
        description = "Receive, store and forward until stopped by Ctrl-C or SIGTERM.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:stopped in order",
            "1:stopped, but a request had to be cut off; what was acknowledged is stored",
            "2:the command line or the configuration is wrong",
            "3:it cannot start: the database is held or damaged, or a port is taken"
        })
final class ServeCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ServeCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        GatewayConfig read = config.read(environment);
        PrintWriter out = spec.commandLine().getOut();
        read.warnings().forEach(warning -> spec.commandLine().getErr().println("worth a look: " + warning));
        Gateway gateway = start(read);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(gateway, out), "hooklatch-stop"));
        out.println("hooklatch " + Version.ofProgram());
        out.println("receiving on   http://" + shown(read.listen().host(), gateway.port()));
        out.println("administration http://" + shown(read.admin().listen().host(), gateway.adminPort())
                + " (/live /ready /metrics)");
        out.println("inbox          " + read.store().describe());
        out.println("Ctrl-C or SIGTERM stops it.");
        new CountDownLatch(1).await();
        return ExitCode.OK;
    }

    private static Gateway start(GatewayConfig config) throws CommandFailure {
        try {
            return Gateway.start(config);
        } catch (StoreException | IOException e) {
            throw new CommandFailure(ExitCode.CANNOT_START, String.valueOf(e.getMessage()), e);
        }
    }

    /** Ends the process itself, since a JVM that was told to stop by a signal would report the signal as its exit code. */
    private static void stop(Gateway gateway, PrintWriter out) {
        boolean nothingCut = gateway.stop();
        out.println(nothingCut ? "stopped" : "stopped; a request had to be cut off, its sender will try again");
        out.flush();
        Runtime.getRuntime().halt(nothingCut ? ExitCode.OK : ExitCode.FAILED);
    }

    private static String shown(String host, int port) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
