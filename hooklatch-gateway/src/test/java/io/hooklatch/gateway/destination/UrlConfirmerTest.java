package io.hooklatch.gateway.destination;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.gateway.net.AddressRule;
import io.hooklatch.gateway.net.HostResolver;
import io.hooklatch.gateway.net.UrlConfirmer;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The call that confirms a subscription, against a server that notes everything. */
class UrlConfirmerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    static Path directory;

    private static HooksCertificate certificate;
    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void makeACertificateForHooksExample() throws Exception {
        certificate = HooksCertificate.make(directory);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable part : open) {
            part.close();
        }
    }

    @Test
    void theUrlIsRequestedOnceAsItStands() throws Exception {
        TrapServer server = server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

        assertThat(failure(
                        confirmer(true, PATIENCE),
                        "https://hooks.example:" + server.port() + "/?Action=Confirm&Token=a%2Fb"))
                .isEmpty();

        TrapServer.Seen seen = server.next();
        assertThat(seen.line()).isEqualTo("GET /?Action=Confirm&Token=a%2Fb HTTP/1.1");
        assertThat(seen.only("host")).isEqualTo("hooks.example:" + server.port());
        assertThat(server.sawNothingMore()).isTrue();
    }

    @Test
    void fault57_aPrivateAddressIsNotConnectedToWhateverTheNameSays() throws Exception {
        TrapServer server = server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

        assertThat(failure(confirmer(false, PATIENCE), "https://hooks.example:" + server.port() + "/"))
                .contains("127.0.0.1 is a loopback address");

        assertThat(server.sawNothingMore()).isTrue();
    }

    @Test
    void fault57_aRedirectIsNotFollowed() throws Exception {
        TrapServer inner = TrapServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        open.add(inner);
        TrapServer server = server(
                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:" + inner.port() + "/\r\nContent-Length: 0\r\n\r\n");

        assertThat(failure(confirmer(true, PATIENCE), "https://hooks.example:" + server.port() + "/?Token=hidden"))
                .contains("answered 302", "no redirect is followed")
                .doesNotContain("hidden");
        assertThat(inner.sawNothingMore()).isTrue();
    }

    @Test
    void fault57_onlyHttpsIsCalledAndTheCertificateIsCheckedAgainstTheName() throws Exception {
        TrapServer server = server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        UrlConfirmer confirmer = confirmer(true, PATIENCE);

        assertThat(failure(confirmer, "http://hooks.example:" + server.port() + "/"))
                .contains("only https");
        assertThat(failure(confirmer, "https://other.example:" + server.port() + "/"))
                .contains("other.example: ");
        assertThat(server.sawNothingMore()).isTrue();
    }

    @Test
    void fault57_anEndlessAnswerEndsAndASilentServerIsNotWaitedFor() throws Exception {
        TrapServer endless = at(out -> {
            byte[] line = "x".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 100; i++) {
                out.write(line);
            }
        });
        assertThat(failure(confirmer(true, PATIENCE), "https://hooks.example:" + endless.port() + "/"))
                .contains("no HTTP answer");

        CountDownLatch released = new CountDownLatch(1);
        TrapServer silent =
                at(out -> assertThat(released.await(60, TimeUnit.SECONDS)).isTrue());
        assertThat(failure(confirmer(true, Duration.ofMillis(300)), "https://hooks.example:" + silent.port() + "/"))
                .containsAnyOf("time", "Read timed out");
        released.countDown();
    }

    @Test
    void anAnswerOfFailureIsAFailure() throws Exception {
        TrapServer server = server("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
        assertThat(failure(confirmer(true, PATIENCE), "https://hooks.example:" + server.port() + "/"))
                .isEqualTo("hooks.example: answered 403");
    }

    private TrapServer server(String response) throws Exception {
        return at(out -> out.write(response.getBytes(StandardCharsets.US_ASCII)));
    }

    private TrapServer at(TrapServer.Script script) throws Exception {
        TrapServer server = TrapServer.at("127.0.0.1", certificate.server(), script);
        open.add(server);
        return server;
    }

    private UrlConfirmer confirmer(boolean allowPrivate, Duration within) throws Exception {
        HostResolver resolver = host -> List.of(InetAddress.getLoopbackAddress());
        SSLSocketFactory tls = certificate.client().getSocketFactory();
        UrlConfirmer confirmer = new UrlConfirmer(resolver, new AddressRule(allowPrivate), tls, within);
        open.add(confirmer);
        return confirmer;
    }

    /** What went wrong, in its words; empty when nothing did. */
    private static String failure(UrlConfirmer confirmer, String url) throws Exception {
        CompletableFuture<String> words = new CompletableFuture<>();
        confirmer
                .confirm(URI.create(url))
                .whenComplete(
                        (done, failure) -> words.complete(failure == null ? "" : String.valueOf(failure.getMessage())));
        return words.get(60, TimeUnit.SECONDS);
    }
}
