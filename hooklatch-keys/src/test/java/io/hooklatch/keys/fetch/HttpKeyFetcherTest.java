package io.hooklatch.keys.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.hooklatch.keys.net.AddressKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpKeyFetcherTest {
    private final AtomicInteger visits = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();
    private HttpsServer server;
    private SSLContext tls;
    private HttpKeyFetcher fetcher;

    @BeforeEach
    void start() throws IOException, GeneralSecurityException {
        tls = tls();
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/", this::answer);
        server.start();
        fetcher = new HttpKeyFetcher(tls.getSocketFactory(), kind -> kind == AddressKind.LOOPBACK, nanos::get);
    }

    private void answer(HttpExchange exchange) throws IOException {
        visits.incrementAndGet();
        String path = exchange.getRequestURI().getPath();
        String asked = exchange.getRequestMethod()
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                + exchange.getRequestHeaders().getFirst("Authorization");
        byte[] body =
                path.equals("/big") ? new byte[HttpKeyFetcher.MAX_BYTES + 1] : asked.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Location", "https://localhost:1/elsewhere");
        nanos.addAndGet(path.equals("/slow") ? TimeUnit.SECONDS.toNanos(6) : 0);
        exchange.sendResponseHeaders(path.equals("/moved") ? 302 : path.equals("/none") ? 404 : 200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static SSLContext tls() throws IOException, GeneralSecurityException {
        char[] password = "changeit".toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream file = HttpKeyFetcherTest.class.getResourceAsStream("/localhost.p12")) {
            store.load(file, password);
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "localhost", store.getCertificate(store.aliases().nextElement()));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private URI url(String start, String path) {
        return URI.create(start + ":" + server.getAddress().getPort() + path);
    }

    private KeyRequest get(String path) {
        return KeyRequest.get(url("https://localhost", path));
    }

    private static byte[] got(KeyFetcher by, KeyRequest request) throws Exception {
        return by.fetch(request).toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Test
    void aDocumentIsFetchedWithWhatTheRequestSays() throws Exception {
        KeyRequest post = new KeyRequest(
                "POST",
                url("https://localhost", "/key"),
                Map.of("Authorization", "Bearer x"),
                "{}".getBytes(StandardCharsets.UTF_8));
        assertThat(got(fetcher, post)).asString(StandardCharsets.UTF_8).isEqualTo("POST{}Bearer x");
        assertThat(got(fetcher, get("/key"))).asString(StandardCharsets.UTF_8).isEqualTo("GETnull");
    }

    @Test
    void fault57_redirectsAreNotFollowed() {
        assertThatThrownBy(() -> got(fetcher, get("/moved"))).hasRootCauseMessage("localhost answered 302");
        assertThat(visits).hasValue(1);
    }

    @Test
    void fault57_aDocumentThatIsTooLargeIsGivenUp() {
        assertThatThrownBy(() -> got(fetcher, get("/big")))
                .hasRootCauseMessage("localhost sent more than 262144 bytes");
    }

    @Test
    void fault57_aDocumentThatTakesTooLongIsGivenUp() {
        assertThatThrownBy(() -> got(fetcher, get("/slow"))).hasRootCauseMessage("localhost took more than 5 s");
    }

    @Test
    void fault57_theAddressIsLookedAtBeforeItIsConnectedTo() {
        HttpKeyFetcher careful =
                new HttpKeyFetcher(tls.getSocketFactory(), kind -> kind == AddressKind.PUBLIC, nanos::get);
        assertThatThrownBy(() -> got(careful, get("/key")))
                .hasRootCauseMessage("localhost cannot be asked for a key: it leads to a loopback address, where no key"
                        + " is fetched from");
        assertThat(visits).hasValue(0);
    }

    @Test
    void fault57_theUsualFetcherDoesNotVisitThisMachine() {
        assertThatThrownBy(() -> got(new HttpKeyFetcher(), get("/key")))
                .hasMessageContaining("it leads to a loopback address");
        assertThat(visits).hasValue(0);
    }

    @Test
    void fault57_onlyTlsWillDo() {
        for (String start : new String[] {"http://localhost", "https://user@localhost"}) {
            assertThatThrownBy(() -> got(fetcher, KeyRequest.get(url(start, "/key"))))
                    .hasMessageContaining("keys are fetched by https only");
        }
        assertThat(visits).hasValue(0);
    }

    @Test
    void fault57_aServerThatCannotProveItsNameIsNotBelieved() {
        assertThatThrownBy(() -> got(fetcher, KeyRequest.get(url("https://127.0.0.1", "/key"))))
                .hasMessageContaining("127.0.0.1 cannot be asked for a key");
        assertThat(visits).hasValue(0);
    }

    @Test
    void aCertainNoIsToldFromTrouble() {
        assertThatThrownBy(() -> got(fetcher, get("/none")))
                .cause()
                .isInstanceOfSatisfying(
                        KeyFetchException.class,
                        e -> assertThat(e.saysThereIsNone()).isTrue());
        assertThat(new KeyFetchException(500, "").saysThereIsNone()).isFalse();
    }

    @Test
    void aRequestIsWrittenDownWithoutItsCredentials() {
        KeyRequest request = new KeyRequest(
                "POST", URI.create("https://keys.example/"), Map.of("Authorization", "s3cret"), new byte[1]);
        assertThat(request.toString()).isEqualTo("POST https://keys.example/");
    }
}
