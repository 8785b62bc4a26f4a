package io.hooklatch.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.recipe.Catalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Requests of a sender that signs the public URL, through proxies of which some are trusted: what these put at the right end
 * of their headers counts, and nothing that stands further left.
 */
class TrustedProxiesOverHttpTest {
    private static final String SECRET = "a-secret-between-two";
    private static final String ENDPOINTS = HandshakeRig.endpoint("pay", "square", List.of(SECRET), Map.of());

    @TempDir
    static Path directory;

    @TempDir
    static Path other;

    private static Gateway trusting;
    private static Gateway alone;

    @BeforeAll
    static void start() throws Exception {
        trusting = gateway(directory, "trusted_proxies: [127.0.0.1, 10.0.0.0/8]\n");
        alone = gateway(other, "");
    }

    private static Gateway gateway(Path in, String proxies) throws Exception {
        return Gateway.start(GatewayRig.config(in, Map.of(), proxies + "endpoints:\n" + ENDPOINTS));
    }

    @AfterAll
    static void stop() {
        trusting.close();
        alone.close();
    }

    /** Signed for an address, and sent with these header lines: NAME=VALUE between semicolons and blanks. */
    private static int status(Gateway gateway, String url, String lines) {
        Headers headers = Headers.none();
        for (String line : lines.split(" ;; ", -1)) {
            int equals = line.indexOf('=');
            headers = headers.plus(line.substring(0, equals), line.substring(equals + 1));
        }
        Request bare = Request.post("/webhooks/pay", headers, "{\"event_id\":\"" + lines.hashCode() + "\"}");
        Request signed = Catalogue.standard()
                .find("square")
                .orElseThrow()
                .signer(SECRET, Map.of("url", url))
                .sign(bare, Names.none(), 0);
        return HandshakeRig.send(gateway, "pay", signed).status();
    }

    @ParameterizedTest
    @CsvSource({
        "'X-Forwarded-Proto=https ;; X-Forwarded-Host=shop.example'",
        "'X-Forwarded-Proto=https ;; X-Forwarded-Host=shop.example ;; X-Forwarded-Port=443'",
        "'Forwarded=for=203.0.113.9;proto=https;host=shop.example'",
        // What the sender put there itself stands further left.
        "'X-Forwarded-For=198.51.100.1, 203.0.113.9 ;; X-Forwarded-Proto=http, https ;; X-Forwarded-Host=evil.example, shop.example'",
        "'Forwarded=for=198.51.100.1;proto=http;host=evil.example, for=203.0.113.9;proto=https;host=shop.example'",
        // Two proxies, of which the outer one saw the public address.
        "'X-Forwarded-For=203.0.113.9, 10.0.0.5 ;; X-Forwarded-Proto=https, http ;; X-Forwarded-Host=shop.example, inner.example'",
        "'X-Forwarded-For=10.0.0.9, 203.0.113.9, 10.0.0.5 ;; X-Forwarded-Proto=gopher, https, http ;; X-Forwarded-Host=evil.example, shop.example, inner.example'",
        "'Forwarded=for=203.0.113.9;proto=https;host=shop.example, for=10.0.0.5;proto=http;host=inner.example'",
        // Both families, of one mind.
        "'Forwarded=for=203.0.113.9;proto=https;host=shop.example ;; X-Forwarded-Proto=https ;; X-Forwarded-Host=shop.example'",
    })
    void theOutermostTrustedProxyIsBelieved(String lines) {
        assertThat(status(trusting, "https://shop.example/webhooks/pay", lines)).isEqualTo(200);
        assertThat(status(alone, "https://shop.example/webhooks/pay", lines))
                .as("where nobody is trusted")
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        // An attacker who owns evil.example, and its signatures, puts its name left of what the proxies say.
        "'X-Forwarded-For=198.51.100.1, 203.0.113.9 ;; X-Forwarded-Proto=https, https ;; X-Forwarded-Host=evil.example, shop.example'",
        "'Forwarded=for=10.0.0.9;proto=https;host=evil.example, for=203.0.113.9;proto=https;host=shop.example'",
        // Two families that differ are both disbelieved.
        "'Forwarded=for=203.0.113.9;proto=https;host=evil.example ;; X-Forwarded-Proto=https ;; X-Forwarded-Host=shop.example'",
    })
    void whatStandsFurtherLeftIsNotBelieved(String lines) {
        assertThat(status(trusting, "https://evil.example/webhooks/pay", lines)).isEqualTo(401);
    }

    @Test
    void withoutSuchHeadersTheHostThatWasCalledIsTheAddress() {
        for (Gateway gateway : List.of(trusting, alone)) {
            assertThat(status(gateway, "http://127.0.0.1/webhooks/pay", "X-Other=1"))
                    .isEqualTo(200);
        }
    }
}
