package io.hooklatch.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the odd signed parts cover, and what a signer writes for them. */
class OddPartsTest {
    private static final String SECRET = "a-secret-of-ours";
    private static final Map<String, String> URL = Map.of("url", "https://hooks.example/in");

    @Test
    void fault50_sameJsonWrittenOtherwiseIsTheSameEvent() {
        Recipe recipe =
                Recipe.hmacSha256().header("x-sig").signs(Part.canonicalJson()).build();
        Verifier verifier = recipe.verifier(List.of(SECRET), Map.of());
        Request first = recipe.signer(SECRET, Map.of())
                .sign(Request.post("/", Headers.none(), "{\"a\":1,\"b\":2}"), Names.none(), 0);
        Request again = first.withBody(Samples.utf8("{ \"b\": 2, \"a\": 1.0 }"));
        assertThat(verifier.verify(again, 0).accepted()).isTrue();
        assertThat(keys(verifier, again)).containsAnyElementsOf(keys(verifier, first));
    }

    @Test
    void fault50_aFormWrittenOtherwiseIsTheSameEvent() {
        Recipe recipe = Recipe.hmacSha256()
                .header("x-sig")
                .signs(Part.url(), Part.sortedForm())
                .eventId(From.header("x-token"))
                .build();
        Verifier verifier = recipe.verifier(List.of(SECRET), URL);
        Request form = Request.post(
                "/in", Headers.of("content-type", "application/x-www-form-urlencoded", "x-token", "t1"), "a=1&b=%32");
        Request first = recipe.signer(SECRET, URL).sign(form, Names.none(), 0);
        Request again = first.withBody(Samples.utf8("b=2&a=1"))
                .withHeaders(first.headers().without("x-token").plus("x-token", "t2"));
        assertThat(verifier.verify(again, 0).accepted()).isTrue();
        assertThat(keys(verifier, again)).containsAnyElementsOf(keys(verifier, first));
        assertThat(recipe.warnings()).noneMatch(warning -> warning.contains("body is not among"));
    }

    @Test
    void fault51_aFormCannotBePassedOffAsSignedByItsDigest() {
        Recipe twilio = Samples.recipe("twilio");
        Request empty = twilio.signer(SECRET, URL).sign(Request.post("/in", Headers.none(), ""), Names.none(), 0);
        byte[] forged = Samples.utf8("MessageStatus=delivered");
        Request withDigest = empty.withBody(forged).withTarget("/in?bodySHA256=" + Hash.hex(forged));
        assertThat(twilio.verifier(List.of(SECRET), URL).verify(withDigest, 0).accepted())
                .isFalse();
        Map<String, String> withQuery = Map.of("url", "https://hooks.example/in?x=1");
        assertThat(twilio.verifier(List.of(SECRET), withQuery)
                        .verify(withDigest, 0)
                        .accepted())
                .isFalse();
    }

    @Test
    void aSignerPutsTheDigestOfABodyThatIsNoFormIntoTheQuery() {
        Recipe twilio = Samples.recipe("twilio");
        Request json = Request.post("/in?a=1", Headers.of("content-type", "application/json"), "{}");
        Request signed = twilio.signer(SECRET, URL).sign(json, Names.none(), 0);
        assertThat(signed.target()).isEqualTo("/in?a=1&bodySHA256=" + Hash.hex(Samples.utf8("{}")));
        assertThat(twilio.verifier(List.of(SECRET), URL).verify(signed, 0).accepted())
                .isTrue();
        assertThat(twilio.signer(SECRET, URL).sign(signed, Names.none(), 0).target())
                .isEqualTo(signed.target());
    }

    @Test
    void fault44_moreNamesOfSignedHeadersThanAnySenderUsesAreRefused() {
        Recipe recipe = Recipe.hmacSha256()
                .header("x-sig")
                .signs(Part.headersNamedBy("x-names"), Part.body())
                .build();
        Verifier verifier = recipe.verifier(List.of(SECRET), Map.of());
        Headers headers = Headers.of("x-sig", "00".repeat(32), "x-names", "a,".repeat(50_000), "a", "1", "a", "2");
        assertThat(verifier.verify(Request.post("/", headers, "{}"), 0).detail())
                .isEqualTo("signed header is repeated: a");
        assertThat(recipe.verifier(List.of(SECRET), Map.of())
                        .verify(Request.post("/", Headers.of("x-sig", "00".repeat(32)), "{}"), 0)
                        .detail())
                .isEqualTo("missing signed header: x-names");
    }

    @ParameterizedTest
    @ValueSource(strings = {"twilio", "plivo-v3", "contentful", "mercado-pago", "hygraph", "keygen", "mailchannels"})
    void everySignerWritesWhatItsVerifierNeedsIntoABareRequest(String provider) {
        Recipe recipe = Samples.recipe(provider);
        String secret = "s".repeat(64);
        KeyPairText pair =
                recipe.newKeyPair(new java.security.SecureRandom()).orElse(new KeyPairText(secret, secret, Map.of()));
        Map<String, String> options = recipe.signsUrl() ? URL : Map.of();
        Request bare = recipe.sample("/in?data.id=A1", Names.none());
        Request signed = recipe.signer(pair.privateKey(), options).sign(bare, Names.none(), Samples.NOW);
        assertThat(recipe.verifier(List.of(pair.publicKey()), options)
                        .verify(signed, Samples.NOW)
                        .detail())
                .isEmpty();
    }

    private static List<DedupeKey> keys(Verifier verifier, Request request) {
        return verifier.dedupeKeys(request, verifier.names(request));
    }
}
