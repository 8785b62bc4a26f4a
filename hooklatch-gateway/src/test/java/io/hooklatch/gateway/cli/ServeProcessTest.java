package io.hooklatch.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve} as a process of its own: what it prints, how it stops, how it fails to start. */
class ServeProcessTest {
    private static final String SECRET = "whsec_canary-of-the-serve-test";

    @TempDir
    Path directory;

    private final BlockingQueue<String> printed = new LinkedBlockingQueue<>();
    private final StringBuilder everything = new StringBuilder();
    private Process process;
    private Thread reader;

    @BeforeEach
    void nothingRuns() {
        process = null;
    }

    @AfterEach
    void kill() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void itSaysWhereItIsReceivesAndStopsInOrderOnATermSignal() throws Exception {
        serve("127.0.0.1:0");

        String url = after("receiving on   ");
        assertThat(after("administration ")).startsWith("http://127.0.0.1:");
        assertThat(after("inbox          "))
                .isEqualTo(directory.resolve("inbox.db").toString());
        CliRig.Run sent = new CliRig().run("send", "stripe", "--secret", SECRET, "--url", url + "/webhooks/stripe");
        assertThat(sent.exitCode()).as(sent.out() + sent.err()).isZero();
        after("event=evt_");
        // The handle only sends the signal; destroying the process would close its output as well.
        assertThat(process.toHandle().destroy()).isTrue();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        reader.join(10_000);
        assertThat(process.exitValue()).isZero();
        assertThat(everything.toString()).contains("\nstopped\n").doesNotContain(SECRET, "\tat ");
    }

    @Test
    void aTakenPortIsOneLineAndExitCode3() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            serve("127.0.0.1:" + taken.getLocalPort());

            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            reader.join(10_000);
            assertThat(process.exitValue()).isEqualTo(3);
            assertThat(everything.toString().lines().filter(line -> line.startsWith("hooklatch: ")))
                    .singleElement()
                    .asString()
                    .startsWith("hooklatch: cannot listen on ")
                    .contains(":" + taken.getLocalPort());
            assertThat(everything.toString()).doesNotContain("\tat ");
        }
    }

    private void serve(String listen) throws IOException {
        Path file = Files.writeString(directory.resolve("hooklatch.yaml"), """
                listen: LISTEN
                admin: 127.0.0.1:0
                endpoints:
                  stripe: {provider: stripe, secrets: "${STRIPE_SECRET}"}
                destinations:
                  journal: {type: log}
                routes:
                  - {endpoint: stripe, to: journal}
                """.replace("LISTEN", listen));
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "serve",
                        "-c",
                        file.toString())
                .redirectErrorStream(true);
        builder.environment().put("STRIPE_SECRET", SECRET);
        process = builder.start();
        reader = new Thread(this::read, "serve-output");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (everything) {
                    everything.append(line).append('\n');
                }
                printed.add(line);
            }
        } catch (IOException over) {
            printed.add("the output ended: " + over);
        }
    }

    /** The rest of the next line that contains this text. */
    private String after(String start) throws InterruptedException {
        while (true) {
            String line = printed.poll(60, TimeUnit.SECONDS);
            assertThat(line)
                    .as("a line with " + List.of(start) + " in 60 s after:\n" + everything)
                    .isNotNull();
            int at = line.indexOf(start);
            if (at >= 0) {
                return line.substring(at + start.length());
            }
        }
    }
}
