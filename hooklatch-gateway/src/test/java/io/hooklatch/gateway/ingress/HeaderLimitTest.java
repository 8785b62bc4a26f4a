package io.hooklatch.gateway.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Limits on everything before the body. */
class HeaderLimitTest {
    private static final int LINE = 200;
    private static final int HEADERS = 400;

    @RegisterExtension
    final IngressRig rig = new IngressRig(IngressLimits.builder()
            .requestLineBytes(LINE)
            .headerBytes(HEADERS)
            .headerLines(10)
            .build());

    @Test
    void fault40_aRequestLineOfExactlyTheLimitPassesAndOneByteMoreIs414() {
        int room = LINE - "POST /hooks/acme? HTTP/1.1".length();
        assertThat(rig.exchange(IngressRig.post("/hooks/acme?" + "q".repeat(room), "x"))
                        .status())
                .isEqualTo(200);

        expectLast(IngressRig.post("/hooks/acme?" + "q".repeat(room + 1), "x"), 414);
    }

    @Test
    void fault40_anEndlessRequestLineIs414BeforeItsEnd() {
        expectLast("POST /" + "a".repeat(LINE), 414);
        expectLast("A".repeat(LINE + 2), 414);
    }

    @Test
    void fault40_headersOfExactlyTheLimitPassAndOneByteMoreAre431() {
        String others = "Host: h\r\nContent-Length: 0\r\nX: \r\n";
        int room = HEADERS - others.length();
        assertThat(rig.exchange(withHeader("X: " + "v".repeat(room))).status()).isEqualTo(200);
        assertThat(rig.inbox().received().get(0).headers().list()).contains(new Header("X", "v".repeat(room)));

        expectLast(withHeader("X: " + "v".repeat(room + 1)), 431);
    }

    @Test
    void fault40_anEndlessHeaderIs431BeforeItsEnd() {
        expectLast("POST /hooks/acme HTTP/1.1\r\nHost: h\r\nX: " + "v".repeat(HEADERS), 431);
        expectLast("POST /hooks/acme HTTP/1.1\r\nHost: h\r\n" + "v".repeat(HEADERS), 431);
    }

    @Test
    void fault40_manyHeadersAre431() {
        String eight = "a:b\r\n".repeat(8);
        assertThat(rig.exchange("POST /hooks/acme HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n" + eight + "\r\n")
                        .status())
                .isEqualTo(200);

        expectLast("POST /hooks/acme HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\na: b\r\n" + eight + "\r\n", 431);
    }

    @Test
    void fault40_endlessTrailersAndChunkExtensionsAre431() {
        String start = "POST /hooks/acme HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
        expectLast(start + "3;" + "e".repeat(HEADERS + 1), 431);
        expectLast(start + "0\r\n" + "t: v\r\n".repeat(HEADERS), 431);
    }

    @Test
    void fault40_aLongMethodIs400() {
        expectLast("P".repeat(33) + " /hooks/acme HTTP/1.1\r\n\r\n", 400);
    }

    @Test
    void fault40_everyTurnedAwayRequestIsCountedOnce() {
        expectLast("POST /" + "a".repeat(LINE), 414);

        assertThat(rig.inbox().away()).singleElement().satisfies(away -> {
            assertThat(away.status()).isEqualTo(414);
            assertThat(away.endpoint()).isEmpty();
        });
    }

    private static String withHeader(String line) {
        return "POST /hooks/acme HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n" + line + "\r\n\r\n";
    }

    private void expectLast(String request, int status) {
        int before = rig.inbox().received().size();
        RawClient client = rig.client().send(request);
        RawAnswer answer = client.answer();
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("connection")).isEqualTo("close");
        assertThat(client.rest()).isEmpty();
        assertThat(rig.inbox().received()).hasSize(before);
    }
}
