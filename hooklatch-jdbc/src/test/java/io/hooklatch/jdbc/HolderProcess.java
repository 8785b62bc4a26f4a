package io.hooklatch.jdbc;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Another process that opens an inbox and keeps it until it is killed. */
final class HolderProcess {
    private HolderProcess() {}

    /** Starts it and waits until it holds the file. */
    static Process start(Path file) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HolderProcess.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int first = process.getInputStream().read();
        if (first != '+') {
            process.destroyForcibly();
            throw new IOException("the other process could not open " + file);
        }
        return process;
    }

    public static void main(String[] arguments) throws InterruptedException {
        try (SqliteStore store = SqliteStore.open(Path.of(arguments[0]))) {
            PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
            out.print("+" + store);
            out.flush();
            new CountDownLatch(1).await();
        }
    }
}
