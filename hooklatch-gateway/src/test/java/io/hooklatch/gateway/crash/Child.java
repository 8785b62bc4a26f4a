package io.hooklatch.gateway.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A JVM of its own on the class path of the tests, and what it says. It is dead after {@link #close}. */
final class Child implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;
    private static final int KEPT_LINES = 200;

    private final Process process;
    private final Deque<String> said = new ArrayDeque<>();
    private final Thread listener;
    private final List<Waiter> waiters = new ArrayList<>();

    private record Waiter(Pattern pattern, CompletableFuture<Matcher> heard) {}

    private Child(Process process) {
        this.process = process;
        this.listener = new Thread(this::listen, "child-output");
        this.listener.setDaemon(true);
    }

    /** Starts this main class with these arguments. */
    static Child start(Class<?> main, Path directory, List<String> jvm, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // A short life: what pays off later is left out.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx256m"));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        try {
            Child child = new Child(new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start());
            child.listener.start();
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                hear(line);
            }
        } catch (IOException e) {
            hear("(its output broke off: " + e.getMessage() + ")");
        }
        synchronized (said) {
            waiters.forEach(waiter -> waiter.heard()
                    .completeExceptionally(new IllegalStateException(
                            "the child ended without saying " + waiter.pattern() + ":\n" + String.join("\n", said))));
        }
    }

    private void hear(String line) {
        synchronized (said) {
            said.add(line);
            if (said.size() > KEPT_LINES) {
                said.remove();
            }
            for (Waiter waiter : waiters) {
                Matcher matcher = waiter.pattern().matcher(line);
                if (matcher.find()) {
                    waiter.heard().complete(matcher);
                }
            }
        }
    }

    /** Completes with the first line that matches, said before or after this call; fails when the child ends first. */
    CompletableFuture<Matcher> hears(String regex) {
        Waiter waiter = new Waiter(Pattern.compile(regex), new CompletableFuture<>());
        synchronized (said) {
            for (String line : said) {
                Matcher matcher = waiter.pattern().matcher(line);
                if (matcher.find()) {
                    waiter.heard().complete(matcher);
                    return waiter.heard();
                }
            }
            waiters.add(waiter);
        }
        if (!listener.isAlive()) {
            waiter.heard().completeExceptionally(new IllegalStateException("the child has ended:\n" + output()));
        }
        return waiter.heard();
    }

    /** As {@link #hears}, and waits for it. */
    Matcher await(String regex) {
        try {
            return hears(regex).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("did not hear " + regex + " from the child:\n" + output(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Writes a line to its standard input. */
    void say(String line) {
        try {
            process.outputWriter(StandardCharsets.UTF_8)
                    .append(line)
                    .append('\n')
                    .flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets it run this long; whether it is still alive then. */
    boolean runs(long millis) {
        try {
            return !process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** SIGKILL; returns when it is dead. */
    void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** SIGTERM; returns at once. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** Waits for its end. */
    int exitCode() {
        if (runs(PATIENCE_SECONDS * 1000L)) {
            throw new IllegalStateException("the child does not end:\n" + output());
        }
        return process.exitValue();
    }

    /** The last lines it said. */
    String output() {
        synchronized (said) {
            return String.join("\n", said);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
