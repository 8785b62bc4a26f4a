package io.hooklatch.gateway.destination;

import static io.hooklatch.gateway.destination.ForwardingRig.NOW;
import static io.hooklatch.gateway.destination.ForwardingRig.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.gateway.secret.Secret;
import io.hooklatch.message.Event;
import io.hooklatch.message.Header;
import io.hooklatch.message.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForwardedHeadersTest {

    @Test
    void whatBelongsToOneConnectionStaysBehind() {
        Headers sent = forwarded(Headers.of(
                "Host", "old.example",
                "Content-Length", "2",
                "Connection", "keep-alive, X-Hop",
                "X-Hop", "1",
                "Keep-Alive", "timeout=5",
                "Transfer-Encoding", "chunked",
                "Expect", "100-continue",
                "Upgrade", "h2c",
                "HTTP2-Settings", "x",
                "TE", "trailers",
                "Trailer", "x",
                "Proxy-Authorization", "Basic x",
                "X-Kept", "1"));

        assertThat(originals(sent)).containsExactly("x-kept");
    }

    @Test
    void whatIsOnlyKeptAsADigestStaysBehind() {
        Headers sent = forwarded(
                Headers.of("Authorization", Header.MASK + "0a1b", "Cookie", Header.MASK + "22", "X-Kept", "1"));

        assertThat(originals(sent)).containsExactly("x-kept");
    }

    @Test
    void namesThatAreOursAreKeptUnderAnotherName() {
        Headers sent = forwarded(Headers.of(
                "Webhook-Id", "msg_1",
                "webhook-signature", "v1,theirs",
                "Hooklatch-Event-Id", "forged",
                "original-webhook-id", "forged"));

        assertThat(sent.all("webhook-id")).containsExactly(Events.ID.toString());
        assertThat(sent.all("hooklatch-event-id")).containsExactly(Events.ID.toString());
        assertThat(sent.all("original-webhook-id")).containsExactly("msg_1");
        assertThat(sent.all("original-webhook-signature")).containsExactly("v1,theirs");
        assertThat(sent.all("original-hooklatch-event-id")).containsExactly("forged");
        assertThat(sent.all("original-original-webhook-id")).containsExactly("forged");
    }

    @Test
    void aHeaderOfTheDestinationReplacesTheOriginals() {
        HttpSettings settings =
                ForwardingRig.headers(to("https://a.example/"), Map.of("Authorization", Secret.of("Bearer t0k")));

        Headers sent =
                ForwardedHeaders.of(Events.event(Headers.of("authorization", "theirs"), new byte[0]), settings, 0);

        assertThat(sent.all("authorization")).containsExactly("Bearer t0k");
    }

    @Test
    void aTypeFromABodyCannotBecomeAnotherHeader() {
        Event event = Events.typed("a\r\nx-forged: 1\u0000 100% \u00e9");

        Headers sent = ForwardedHeaders.of(event, to("https://a.example/"), 0);

        assertThat(sent.first("hooklatch-event-type")).hasValue("a%0D%0Ax-forged:%201%00%20100%25%20%C3%A9");
        assertThat(sent.has("x-forged")).isFalse();
    }

    private static Headers forwarded(Headers original) {
        return ForwardedHeaders.of(Events.event(original, new byte[0]), to("https://a.example/"), NOW.toEpochMilli());
    }

    private static List<String> originals(Headers sent) {
        return sent.list().stream()
                .map(line -> line.name().toLowerCase(Locale.ROOT))
                .filter(name -> !name.startsWith("hooklatch-") && !name.startsWith("webhook-"))
                .toList();
    }
}
