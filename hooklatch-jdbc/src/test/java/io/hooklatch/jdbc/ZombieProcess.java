package io.hooklatch.jdbc;

import io.hooklatch.store.Completion;
import io.hooklatch.store.Lease;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;

/** A node of its own that takes a dispatch, says so, and completes it when it is told to. */
final class ZombieProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private ZombieProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts it. */
    static ZombieProcess start(String url, String schema, String handler, Duration leaseFor) throws IOException {
        return new ZombieProcess(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ZombieProcess.class.getName(),
                        url,
                        schema,
                        handler,
                        Long.toString(leaseFor.toMillis()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** The next line that it says. */
    String hear() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("the zombie has ended");
        }
        return line;
    }

    void say(String line) throws IOException {
        process.outputWriter(StandardCharsets.UTF_8).append(line).append('\n').flush();
    }

    /** Sends a signal by its name, as STOP or CONT. */
    void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start();
        if (kill.waitFor() != 0) {
            throw new IOException("the signal " + name + " was not sent");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] arguments) throws Exception {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(arguments[0]);
        dataSource.setUser("postgres");
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (PostgresStore store =
                PostgresStore.builder(dataSource).schema(arguments[1]).lanes(1).open()) {
            List<Lease> leases = store.lease(arguments[2], 1, Duration.ofMillis(Long.parseLong(arguments[3])))
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);
            out.println("leased " + leases.get(0).dispatchId() + " token "
                    + leases.get(0).token());
            in.readLine();
            boolean held = store.complete(Completion.handled(leases.get(0), 0, 0))
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);
            out.println("completed " + held);
            in.readLine();
        }
    }
}
