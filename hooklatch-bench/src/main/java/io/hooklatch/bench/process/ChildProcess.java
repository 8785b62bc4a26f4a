package io.hooklatch.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A JVM beside this one. Ended in order when closed. */
public final class ChildProcess implements AutoCloseable {
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern HEAP_USED = Pattern.compile("(?m)^ (?!Metaspace)\\S.*?used (\\d+)K");
    private static final long END_WITHIN_SECONDS = 30;

    private final Process process;
    private final Path output;

    private ChildProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts this JDK's java with these arguments.
     *
     * @param output where what it writes goes
     */
    public static ChildProcess java(Path directory, Path output, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(tool("java")));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().close();
        return new ChildProcess(process, output);
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    /**
     * Says that it has to be running.
     *
     * @throws IllegalStateException with what it wrote when it has ended
     */
    public void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException(
                    "the server ended with exit code " + process.exitValue() + ":\n" + written());
        }
    }

    /** What it wrote so far. */
    public String written() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its resident memory in bytes; 0 where the operating system does not tell as Linux does. */
    public double residentBytes() {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        try {
            Matcher found = RESIDENT.matcher(Files.readString(status, StandardCharsets.UTF_8));
            return found.find() ? Long.parseLong(found.group(1)) * 1024.0 : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + status, e);
        }
    }

    /** The used part of its heap in bytes, garbage and all. */
    public double heapBytes() throws IOException, InterruptedException {
        Process asked = new ProcessBuilder(tool("jcmd"), Long.toString(process.pid()), "GC.heap_info")
                .redirectErrorStream(true)
                .start();
        String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        asked.waitFor();
        Matcher found = HEAP_USED.matcher(answer);
        double sum = 0;
        while (found.find()) {
            sum += Long.parseLong(found.group(1)) * 1024.0;
        }
        return sum;
    }

    /** How long it has kept processors busy, in nanoseconds. */
    public long cpuNanos() {
        return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
    }

    /** Asks it to end, and waits; after half a minute it is killed. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new IllegalStateException("the server did not end within 30 s:\n" + written());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
