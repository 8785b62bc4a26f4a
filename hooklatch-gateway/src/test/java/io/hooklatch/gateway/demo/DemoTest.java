package io.hooklatch.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.receive.EndpointBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole of it, with little volume. */
@Tag("slow")
class DemoTest {
    private static final int VOLUME = 300;

    @TempDir
    Path directory;

    private final StringWriter written = new StringWriter();

    @Test
    void everyNumberIsTheExpectedOne() throws IOException {
        AtomicReference<Demo.Running> running = new AtomicReference<>();

        boolean expected = demo(UnaryOperator.identity()).run(running::set);

        assertThat(expected).as(written.toString()).isTrue();
        assertThat(written.toString())
                .contains("ok Every number is exactly the expected one.")
                .contains("The database stays at " + directory.resolve("inbox.db"))
                .containsPattern("stripe +413 +403 +0 +10 +334 +69 +334 +6\n")
                .containsPattern("tools +108 +0 +103 +5 +34 +69 +34 +6\n")
                .containsPattern("total +963 +815 +103 +45 +504 +414 +504 +36\n")
                .contains("durable receipts/s: 300 in ");
        assertThat(directory.resolve("inbox.db")).exists();
        assertThat(running.get().stripeUrl()).matches("http://127\\.0\\.0\\.1:\\d+/webhooks/stripe");
        assertThat(running.get()).asString().doesNotContain(running.get().stripeSecret());
    }

    @Test
    void aGatewayThatTellsNoDuplicatesApartIsFoundOut() throws IOException {
        assertThat(demo(EndpointBuilder::withoutDedupe).run(running -> {})).isFalse();

        assertThat(written.toString().lines())
                .contains(
                        "!! Not as expected:",
                        "  stripe: events: 334 expected, 403 found",
                        "  stripe: duplicates: 69 expected, 0 found",
                        "  stripe: handled: 334 expected, 403 found",
                        "  application: events taken: 504 expected, 918 found")
                .noneMatch(line -> line.contains("verified: "));
    }

    @Test
    void aGatewayThatTakesStaleRequestsIsFoundOut() throws IOException {
        UnaryOperator<EndpointBuilder> patient = endpoint ->
                "knock".equals(endpoint.build().name()) ? endpoint.tolerance(Duration.ofHours(1)) : endpoint;

        assertThat(demo(patient).run(running -> {})).isFalse();

        assertThat(written.toString().lines())
                .contains(
                        "  knock, signed 15 minutes ago: answered 200, 5 times",
                        "  knock: refused: 10 expected, 5 found",
                        "  knock: refused for TIMESTAMP_OUTSIDE_TOLERANCE: 5 expected, 0 found")
                .noneMatch(line -> line.startsWith("  stripe: "));
    }

    private Demo demo(UnaryOperator<EndpointBuilder> change) {
        Screen screen = new Screen(new PrintWriter(written), false, false, StandardCharsets.US_ASCII);
        return new Demo(new DemoSettings(directory, VOLUME), screen, InstantSource.system(), change);
    }
}
