package io.hooklatch.gateway.destination;

import static io.hooklatch.gateway.destination.ForwardingRig.NOW;
import static io.hooklatch.gateway.destination.ForwardingRig.OK;
import static io.hooklatch.gateway.destination.ForwardingRig.timeout;
import static io.hooklatch.gateway.destination.ForwardingRig.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.message.Element;
import io.hooklatch.message.Headers;
import io.hooklatch.work.GiveUpException;
import io.hooklatch.work.RetryLaterException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HttpDestinationTest {
    private static ForwardingRig rig;

    @BeforeAll
    static void start() {
        rig = new ForwardingRig();
    }

    @AfterAll
    static void stop() throws Exception {
        rig.close();
    }

    @Test
    void theOriginalArrivesByteForByteWithOurIdsAndSignature() throws Exception {
        byte[] body = {0, (byte) 0xff, '{', '\r', '\n', (byte) 0xc3};
        Headers headers =
                Headers.of("Content-Type", "application/json", "X-Two", "a", "x-two", "b\u00e9", "Host", "old");
        try (TrapServer server = TrapServer.answering(OK)) {
            rig.send(to(server), Events.event(headers, body));

            TrapServer.Seen seen = server.next();
            assertThat(seen.line()).isEqualTo("POST /hooks?key=1 HTTP/1.1");
            assertThat(seen.body()).isEqualTo(body);
            assertThat(seen.only("content-type")).isEqualTo("application/json");
            assertThat(seen.all("x-two")).containsExactly("a", "b\u00e9");
            assertThat(seen.only("host")).isEqualTo("localhost:" + server.port());
            assertThat(seen.only("webhook-id")).isEqualTo(Events.ID.toString());
            assertThat(seen.only("hooklatch-event-id")).isEqualTo(Events.ID.toString());
            assertThat(seen.only("hooklatch-attempt")).isEqualTo("1");
            assertThat(seen.only("hooklatch-endpoint")).isEqualTo("stripe");
            assertThat(seen.only("webhook-timestamp")).isEqualTo(Long.toString(NOW.getEpochSecond()));
        }
    }

    @Test
    void anElementOfABatchArrivesByItself() throws Exception {
        Headers headers = Headers.of("Content-Type", "application/json", "Content-Digest", "sha-256=:x:", "X-A", "1");
        try (TrapServer server = TrapServer.answering(OK)) {
            rig.send(to(server), Events.element(headers, "[{\"id\": 1}, {\"id\": 2 }]", new Element(1, 12, 10)));

            TrapServer.Seen seen = server.next();
            assertThat(seen.body()).isEqualTo("{\"id\": 2 }".getBytes(StandardCharsets.UTF_8));
            assertThat(seen.only("hooklatch-element")).isEqualTo("1");
            assertThat(seen.only("content-length")).isEqualTo("10");
            assertThat(seen.only("x-a")).isEqualTo("1");
            assertThat(seen.all("content-digest")).isEmpty();
        }
        try (TrapServer server = TrapServer.answering(OK)) {
            rig.send(to(server), Events.event(headers, new byte[] {'1'}));
            TrapServer.Seen seen = server.next();
            assertThat(seen.all("hooklatch-element")).isEmpty();
            assertThat(seen.only("content-digest")).isEqualTo("sha-256=:x:");
        }
    }

    @Test
    void anElementOutOfAFormArrivesAsTheJsonThatItIs() throws Exception {
        Headers headers = Headers.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
        Element element = new Element(0, 3, 15, Element.Coding.FORM);
        try (TrapServer server = TrapServer.answering(OK)) {
            rig.send(to(server), Events.element(headers, "e=[{%22%22%3A+1%7D%5D", element));

            TrapServer.Seen seen = server.next();
            assertThat(new String(seen.body(), StandardCharsets.UTF_8)).isEqualTo("{\"\": 1}");
            assertThat(seen.only("content-type")).isEqualTo("application/json");
        }
        try (TrapServer server = TrapServer.answering(OK)) {
            rig.send(to(server), Events.event(headers, new byte[] {'1'}));
            assertThat(server.next().only("content-type")).startsWith("application/x-www-form-urlencoded");
        }
    }

    @Test
    void anyStatusOfTheTwoHundredsIsHandled() throws Exception {
        for (int status : new int[] {200, 201, 202, 204, 299}) {
            assertThat(failure(answer(status, ""))).as("status %d", status).isEmpty();
        }
    }

    @Test
    void fault36_aTargetThatWorksAndThenTimesOutIsUnknownAndTriedAgainUnderTheSameId() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (TrapServer server = TrapServer.answering(out -> never.await())) {
            HttpSettings settings = timeout(to(server), Duration.ofMillis(300));

            Optional<Exception> first = rig.failure(settings, Events.attempt(1));
            Optional<Exception> second = rig.failure(settings, Events.attempt(2));

            assertThat(first).get().isExactlyInstanceOf(DestinationException.class);
            assertThat(first.get())
                    .hasMessageContaining("no answer within 300 ms")
                    .hasMessageContaining("it may have handled the event");
            assertThat(second).get().isExactlyInstanceOf(DestinationException.class);
            TrapServer.Seen one = server.next();
            TrapServer.Seen two = server.next();
            assertThat(two.only("webhook-id")).isEqualTo(one.only("webhook-id"));
            assertThat(List.of(one.only("hooklatch-attempt"), two.only("hooklatch-attempt")))
                    .containsExactly("1", "2");
            never.countDown();
        }
    }

    @Test
    void fault36_aTargetThatWorksAndThenDropsTheConnectionIsUnknownToo() throws Exception {
        try (TrapServer server = TrapServer.answering(out -> {})) {
            assertThatThrownBy(() -> rig.send(to(server), Events.attempt(1)))
                    .isExactlyInstanceOf(DestinationException.class)
                    .hasMessageContaining("the connection was lost")
                    .hasMessageContaining("it may have handled the event");
        }
    }

    @Test
    void fault36_aRedirectIsNotFollowed() throws Exception {
        try (TrapServer elsewhere = TrapServer.answering(OK)) {
            String location = "http://localhost:" + elsewhere.port() + "/secret-path";
            for (int status : new int[] {301, 302, 303, 307, 308}) {
                assertThat(failure(answer(status, "Location: " + location + "\r\n")))
                        .as("status %d", status)
                        .get()
                        .isInstanceOf(DestinationException.class)
                        .extracting(Throwable::getMessage)
                        .asString()
                        .contains("answered " + status + " to http://localhost: redirects are not followed")
                        .doesNotContain("secret-path");
            }
            assertThat(elsewhere.connections()).isZero();
        }
    }

    @Test
    void fault36_retryAfterIsHonouredInBothFormsUpToACap() throws Exception {
        assertThat(waitAskedBy(429, "120")).hasValue(Duration.ofMinutes(2));
        assertThat(waitAskedBy(503, "Sun, 01 Mar 2026 12:05:00 GMT")).hasValue(Duration.ofMinutes(5));
        assertThat(waitAskedBy(503, "Sun, 01 Mar 2026 11:00:00 GMT")).hasValue(Duration.ZERO);
        assertThat(waitAskedBy(429, "999999999999999999999")).hasValue(Duration.ofHours(1));
        assertThat(waitAskedBy(429, "soon")).isEmpty();
        assertThat(waitAskedBy(429, "-5")).isEmpty();
        assertThat(waitAskedBy(500, "120")).isEmpty();
    }

    @Test
    void aGoneTargetIsGivenUpAndOtherErrorsAreTriedAgain() throws Exception {
        assertThat(failure(answer(410, ""))).get().isInstanceOf(GiveUpException.class);
        for (int status : new int[] {400, 401, 404, 500, 502, 504}) {
            assertThat(failure(answer(status, "")))
                    .get()
                    .isExactlyInstanceOf(DestinationException.class)
                    .extracting(Throwable::getMessage)
                    .asString()
                    .endsWith("answered " + status);
        }
    }

    @Test
    void fault36_anEndlessAnswerIsCutAtTheLimitAndItsStatusStands() throws Exception {
        CountDownLatch cut = new CountDownLatch(1);
        byte[] part = new byte[16 * 1024];
        try (TrapServer server = TrapServer.answering(out -> {
            out.write(ascii("HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n"));
            try {
                while (true) {
                    out.write(part);
                }
            } finally {
                cut.countDown();
            }
        })) {
            rig.send(to(server), Events.attempt(1));

            assertThat(cut.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void fault36_anAnswerThatNeverEndsIsCutWhenTheTimeIsUp() throws Exception {
        CountDownLatch cut = new CountDownLatch(1);
        CountDownLatch pace = new CountDownLatch(1);
        try (TrapServer server = TrapServer.answering(out -> {
            out.write(ascii("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
            try {
                while (!pace.await(20, TimeUnit.MILLISECONDS)) {
                    out.write(ascii("1\r\nx\r\n"));
                    out.flush();
                }
            } finally {
                cut.countDown();
            }
        })) {
            HttpSettings settings = timeout(to(server), Duration.ofMillis(500));
            try (ForwardingRig.Open destination = rig.open(settings)) {
                destination.send(Events.attempt(1));

                assertThat(cut.await(10, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void aRefusedConnectionNamesTheTargetAndHidesThePath() throws Exception {
        // Bound and not listening: it refuses, and nobody else can be given the port meanwhile.
        try (Socket held = new Socket()) {
            held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            HttpSettings settings = to("http://localhost:" + held.getLocalPort() + "/hooks?key=1");

            assertThatThrownBy(() -> rig.send(settings, Events.attempt(1)))
                    .isExactlyInstanceOf(DestinationException.class)
                    .hasMessageContaining("no connection to http://localhost:" + held.getLocalPort() + " at 127.0.0.1")
                    .hasMessageNotContaining("key=1");
        }
    }

    private static Optional<Duration> waitAskedBy(int status, String retryAfter) throws Exception {
        return failure(answer(status, "Retry-After: " + retryAfter + "\r\n"))
                .map(failure -> failure instanceof RetryLaterException later ? later.after() : null);
    }

    private static String answer(int status, String headers) {
        return "HTTP/1.1 " + status + " Whatever\r\n" + headers + "Content-Length: 0\r\nConnection: close\r\n\r\n";
    }

    private static Optional<Exception> failure(String response) throws Exception {
        try (TrapServer server = TrapServer.answering(response)) {
            return rig.failure(to(server), Events.attempt(1));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
