package io.hooklatch.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Header;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which URL the sender is taken to have signed. */
class PublicUrlTest {
    private static final TrustedProxies PROXIES = TrustedProxies.of("10.0.0.0/8", "fd00::/8");
    private static final Recipe RECIPE =
            Recipe.hmacSha256().header("x-sig").signs(Part.url(), Part.body()).build();
    private static final String SECRET = "a-secret-of-ours";

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            X-Forwarded-Proto: https                                                        | https://in.example/in?a=1
            X-Forwarded-Proto: https; X-Forwarded-Host: hooks.example                       | https://hooks.example/in?a=1
            X-Forwarded-Proto: https; X-Forwarded-Port: 8443                                | https://in.example:8443/in?a=1
            X-Forwarded-Proto: https; X-Forwarded-Port: 443                                 | https://in.example/in?a=1
            X-Forwarded-Proto: HTTPS; X-Forwarded-Host: [2001:db8::1]:8443                  | https://[2001:db8::1]:8443/in?a=1
            X-Forwarded-Host: hooks.example                                                 | http://hooks.example/in?a=1
            Forwarded: for=203.0.113.9#proto=https#host=hooks.example                       | https://hooks.example/in?a=1
            Forwarded: For="[2001:db8::9]:4711"#Proto=https#Host="hooks.example:444"        | https://hooks.example:444/in?a=1
            Forwarded: for=1.2.3.4#proto=https; X-Forwarded-Proto: https                    | https://in.example/in?a=1
            X-Forwarded-Proto: gopher                                                       | http://in.example/in?a=1
            X-Forwarded-Proto: https; X-Forwarded-Host: a.example/x@b                       | http://in.example/in?a=1
            Content-Type: text/plain                                                        | http://in.example/in?a=1
            """)
    void whatATrustedProxySaysIsBelieved(String lines, String url) {
        assertThat(seen(request("10.0.0.7", lines), PROXIES)).isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            203.0.113.9
            11.0.0.1
            ''
            unknown
            """)
    void nobodyElseIsBelieved(String peer) {
        String lines =
                "X-Forwarded-Proto: https; X-Forwarded-Host: evil.example; Forwarded: proto=https#host=evil.example";
        assertThat(seen(request(peer, lines), PROXIES)).isEqualTo("http://in.example/in?a=1");
        assertThat(seen(request("10.0.0.7", lines), TrustedProxies.none())).isEqualTo("http://in.example/in?a=1");
    }

    /** What a client wrote itself stands left of what the proxies added. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            X-Forwarded-For: 203.0.113.9; X-Forwarded-Host: evil.example, hooks.example; X-Forwarded-Proto: http, https | https://hooks.example/in?a=1
            X-Forwarded-For: 10.9.9.9, 203.0.113.9; X-Forwarded-Host: evil.example, hooks.example; X-Forwarded-Proto: https | https://hooks.example/in?a=1
            X-Forwarded-For: 203.0.113.9, 10.0.0.8; X-Forwarded-Host: evil.example, hooks.example, inner.example; X-Forwarded-Proto: http, https, http | https://hooks.example/in?a=1
            X-Forwarded-For: 10.6.6.6, 203.0.113.9, 10.0.0.8; X-Forwarded-Host: evil.example, hooks.example, inner.example; X-Forwarded-Proto: https | https://hooks.example/in?a=1
            X-Forwarded-Host: evil.example; X-Forwarded-Host: hooks.example; X-Forwarded-Proto: https | https://hooks.example/in?a=1
            Forwarded: for=10.6.6.6#host=evil.example#proto=http, for=203.0.113.9#host=hooks.example#proto=https | https://hooks.example/in?a=1
            Forwarded: for=1.1.1.1#host=evil.example#proto=http, for=203.0.113.9#host=hooks.example#proto=https, for=10.0.0.8#host=x#proto=http | https://hooks.example/in?a=1
            """)
    void headersAreCountedFromTheRight(String lines, String url) {
        assertThat(seen(request("10.0.0.7", lines), PROXIES)).isEqualTo(url);
    }

    @Test
    void twoFamiliesOfHeadersThatDifferAreNotBelieved() {
        Request request = request("10.0.0.7", "Forwarded: proto=https#host=evil.example; X-Forwarded-Proto: https");
        PublicUrl.Seen seen = new PublicUrl(Optional.empty(), PROXIES).of(request);
        assertThat(seen.whole()).isEqualTo("http://in.example/in?a=1");
        assertThat(seen.source()).isEqualTo("header Host, since Forwarded and X-Forwarded-* differ");
    }

    @ParameterizedTest
    @CsvSource({
        "https://hooks.example/webhooks/x, https://hooks.example/webhooks/x?a=1",
        "https://hooks.example, https://hooks.example?a=1",
        "https://hooks.example?own=1, https://hooks.example?a=1",
        "https://u:p@hooks.example:8443/x?own=1, https://u:p@hooks.example:8443/x?a=1"
    })
    void theOptionIsUsedWithTheQueryOfTheRequest(String option, String url) {
        Request spoofed = request("10.0.0.7", "X-Forwarded-Host: evil.example");
        assertThat(new PublicUrl(Optional.of(option), PROXIES).of(spoofed).whole())
                .isEqualTo(url);
    }

    @Test
    void theQueryOfTheOptionCountsWhereTheRequestHasNone() {
        Request bare = Request.post("/in", Headers.none(), "");
        assertThat(new PublicUrl(Optional.of("https://a.example/x?own=1"), PROXIES)
                        .of(bare)
                        .whole())
                .isEqualTo("https://a.example/x?own=1");
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/x, https://a.example:443/x, a.example",
        "http://a.example/x, http://a.example:80/x, a.example",
        "https://a.example:8443/x, https://a.example/x, a.example:8443",
        "https://[2001:db8::1]/x, https://[2001:db8::1]:443/x, [2001:db8::1]",
        "https://[2001:db8::1]:443/x, https://[2001:db8::1]/x, [2001:db8::1]:443",
        "https://u:p@a.example/x, https://u:p@a.example:443/x, a.example"
    })
    void thePortIsWrittenOutOrLeftOut(String url, String other, String host) {
        PublicUrl.Seen seen = new PublicUrl(Optional.of(url), PROXIES).of(Request.post("/", Headers.none(), ""));
        assertThat(seen.withOtherPort()).isEqualTo(other);
        assertThat(seen.host()).isEqualTo(host);
    }

    @Test
    void aMismatchTellsTheOperatorWhichUrlWasUsedAndNoSecretOfIt() {
        Request signed = RECIPE.signer(SECRET, Map.of("url", "https://hooks.example/in"))
                .sign(Request.post("/in?token=hush", Headers.of("Host", "in.example\u001b[2J"), "{}"), Names.none(), 0);
        Verdict direct = RECIPE.verifier(List.of(SECRET), Map.of()).verify(signed, 0);
        assertThat(direct.detail())
                .isEqualTo("hmac-sha256 signature mismatch; the public URL was taken to be http://in.example_[2J/in?…,"
                        + " from header Host");
        Verdict option = RECIPE.verifier(List.of(SECRET), Map.of("url", "https://user:pass@other.example/"))
                .verify(signed, 0);
        assertThat(option.detail())
                .endsWith("; the public URL was taken to be https://other.example/?…, from option url");
        Request behind = signed.withRemoteAddress("10.0.0.7")
                .withHeaders(signed.headers().without("host").plus("Host", "hooks.example"))
                .withHeader("X-Forwarded-Proto", "https");
        assertThat(RECIPE.verifier(List.of(SECRET), Map.of(), PROXIES)
                        .verify(behind, 0)
                        .accepted())
                .isTrue();
        assertThat(RECIPE.verifier(List.of(SECRET), Map.of(), PROXIES)
                        .verify(behind.withRemoteAddress("203.0.113.9"), 0)
                        .detail())
                .contains("http://hooks.example/in?…, from header Host");
    }

    private static String seen(Request request, TrustedProxies proxies) {
        return new PublicUrl(Optional.empty(), proxies).of(request).whole();
    }

    private static Request request(String peer, String lines) {
        List<Header> headers = new ArrayList<>(List.of(new Header("Host", "in.example")));
        for (String line : lines.split("; ", -1)) {
            int colon = line.indexOf(": ");
            headers.add(new Header(
                    line.substring(0, colon), line.substring(colon + 2).strip().replace('#', ';')));
        }
        return new Request("POST", "/in?a=1", Headers.of(headers), new byte[0], peer);
    }
}
