package io.hooklatch.gateway.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.observe.TurnedAway;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which endpoint a request reaches, decided on the raw path and without the inbox. */
class RoutingTest {
    @RegisterExtension
    final IngressRig rig = new IngressRig(IngressLimits.defaults());

    @BeforeEach
    void moreEndpoints() {
        rig.inbox()
                .endpoint("/hooks/encoded%20name", new IngressEndpoint("encoded", Set.of("POST"), 100, true))
                .endpoint("/hooks/both", new IngressEndpoint("both", Set.of("PUT", "POST"), 100, true))
                .endpoint("/hooks/off", new IngressEndpoint("off", Set.of("POST"), 100, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/hooks",
                "/hooks/",
                "/hooks/acme/",
                "/hooks//acme",
                "/hooks/./acme",
                "/hooks/x/../acme",
                "/hooks/../hooks/acme",
                "/hooks/..",
                "/hooks%2facme",
                "/hooks/%61cme",
                "/hooks/acme%00",
                "/hooks/acme%2e",
                "/HOOKS/ACME",
                "/hooks/Acme",
                "/hooks/acme;v=1",
                "/hooks/acme%3f",
                "/hooks/encoded name%20",
                "*",
                "http://h/hooks/acme",
                "//h/hooks/acme",
                "hooks/acme",
                "\\hooks\\acme",
                "/hooks/encoded+name"
            })
    void fault47_anythingButTheVeryPathIs404AndNeverReachesTheInbox(String target) {
        RawAnswer answer = rig.exchange(IngressRig.post(target.replace(' ', '+'), "{}"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).isEmpty();
        assertUntouched();
        assertThat(rig.inbox().away()).containsExactly(new FakeInbox.Away("", 404, TurnedAway.UNKNOWN_ENDPOINT));
    }

    @Test
    void fault47_aVeryLongPathIs404WithinTheLimitAnd414BeyondIt() {
        assertThat(rig.exchange(IngressRig.post("/" + "a".repeat(8000), "{}")).status())
                .isEqualTo(404);
        assertThat(rig.exchange(IngressRig.post("/" + "a".repeat(9000), "{}")).status())
                .isEqualTo(414);
        assertUntouched();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "post", "POSTX", "X"})
    void fault47_otherMethodsAre405WithAllowAndNeverReachTheInbox(String method) {
        RawAnswer answer = rig.exchange(method + " /hooks/acme HTTP/1.1\r\nHost: h\r\n\r\n");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("allow")).isEqualTo("POST");
        assertUntouched();
        assertThat(rig.inbox().away()).containsExactly(new FakeInbox.Away("acme", 405, TurnedAway.WRONG_METHOD));
    }

    @Test
    void allowNamesEveryMethodOfTheEndpoint() {
        RawAnswer answer = rig.exchange("GET /hooks/both HTTP/1.1\r\nHost: h\r\n\r\n");

        assertThat(answer.header("allow")).isEqualTo("POST, PUT");
    }

    @Test
    void fault47_connectIsNotATunnel() {
        assertThat(rig.exchange("CONNECT h:443 HTTP/1.1\r\nHost: h\r\n\r\n").status())
                .isEqualTo(404);
        assertUntouched();
    }

    @Test
    void anEncodedPathIsFoundAsItIsWritten() {
        assertThat(rig.exchange(IngressRig.post("/hooks/encoded%20name?q", "x")).status())
                .isEqualTo(200);
    }

    @Test
    void aDisabledEndpointIs503WithRetryAfter() {
        RawAnswer answer = rig.exchange(IngressRig.post("/hooks/off", "{}"));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isEqualTo("10");
        assertThat(rig.inbox().away()).containsExactly(new FakeInbox.Away("off", 503, TurnedAway.DISABLED));
        assertUntouched();
    }

    @Test
    void theConnectionOutlivesATurnedAwayRequestAndItsBody() {
        RawClient client = rig.client();
        client.send("POST /nowhere HTTP/1.1\r\nHost: h\r\nContent-Length: 60000\r\n\r\n");
        assertThat(client.answer().status()).isEqualTo(404);

        client.send(new byte[60_000]).send(IngressRig.post("/hooks/acme", "{}"));

        assertThat(client.answer().status()).isEqualTo(200);
        assertThat(rig.inbox().received()).hasSize(1);
    }

    @Test
    void aTurnedAwayRequestWithALargeOrEndlessBodyEndsTheConnection() {
        for (String framing : new String[] {"Content-Length: 70000", "Transfer-Encoding: chunked"}) {
            RawClient client = rig.client().send("POST /nowhere HTTP/1.1\r\nHost: h\r\n" + framing + "\r\n\r\n");
            RawAnswer answer = client.answer();
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(client.rest()).isEmpty();
        }
    }

    private void assertUntouched() {
        assertThat(rig.inbox().received()).isEmpty();
        assertThat(rig.inbox().stubs()).isEmpty();
    }
}
