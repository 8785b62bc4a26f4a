package io.hooklatch.gateway.cli;

import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.cli.shell.Terminal;
import io.hooklatch.gateway.demo.Demo;
import io.hooklatch.gateway.demo.DemoSettings;
import io.hooklatch.gateway.demo.Screen;
import io.hooklatch.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hooklatch demo}. */
@Command(
        name = "demo",
        description = {
            "Start a gateway on free ports, send it signed traffic of several providers,",
            "and compare what it holds afterwards with what it has to hold."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every number is exactly the expected one",
            "1:a number differs; it is named",
            "2:the command line is wrong",
            "3:it cannot start"
        })
final class DemoCommand implements Callable<Integer> {
    private static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

    private final Map<String, String> environment;
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where to make the database, a new or empty directory; a temporary one unless given.")
    private @Nullable Path directory;

    @Option(
            names = "--volume",
            paramLabel = "N",
            defaultValue = "" + DemoSettings.VOLUME,
            description = "How many events to send to see a rate (default: ${DEFAULT-VALUE}).")
    private int volume = DemoSettings.VOLUME;

    @Option(names = "--keep", description = "Leave the gateway running afterwards, until Ctrl-C.")
    private boolean keep;

    DemoCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws CommandFailure {
        // What is refused and tried again is the point of it: the log would only repeat the table.
        if (System.getProperty(LOG_LEVEL) == null) {
            System.setProperty(LOG_LEVEL, "error");
        }
        DemoSettings settings = settings();
        Screen screen = new Terminal(environment).screen(spec.commandLine().getOut());
        Demo demo = new Demo(settings, screen, InstantSource.system());
        try {
            boolean expected = demo.run(keep ? this::untilStopped : running -> {});
            exitCode.complete(expected ? ExitCode.OK : ExitCode.FAILED);
            return exitCode.join();
        } catch (StoreException | IOException e) {
            throw new CommandFailure(ExitCode.CANNOT_START, String.valueOf(e.getMessage()), e);
        } finally {
            exitCode.complete(ExitCode.FAILED);
        }
    }

    private DemoSettings settings() throws CommandFailure {
        try {
            if (directory == null) {
                return new DemoSettings(Files.createTempDirectory("hooklatch-demo-"), volume);
            }
            Files.createDirectories(directory);
            try (Stream<Path> files = Files.list(directory)) {
                if (files.findAny().isPresent()) {
                    throw new ParameterException(
                            spec.commandLine(), "--dir: " + directory + " is not empty; name a new directory");
                }
            }
            return new DemoSettings(directory, volume);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.CANNOT_START, "cannot make a directory for the database: " + e, e);
        }
    }

    /** Waits for Ctrl-C or SIGTERM; then the process ends with its own exit code, after the gateway has stopped. */
    private void untilStopped(Demo.Running running) {
        CountDownLatch stop = new CountDownLatch(1);
        Thread end = new Thread(
                () -> {
                    stop.countDown();
                    Runtime.getRuntime().halt(exitCode.join());
                },
                "hooklatch-stop");
        Runtime.getRuntime().addShutdownHook(end);
        PrintWriter out = spec.commandLine().getOut();
        out.println();
        out.println("It goes on until Ctrl-C. To send it one more:");
        out.println("  ./hooklatch send stripe --secret " + running.stripeSecret() + " --url " + running.stripeUrl());
        try {
            stop.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
