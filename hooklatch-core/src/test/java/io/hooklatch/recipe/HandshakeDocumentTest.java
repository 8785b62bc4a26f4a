package io.hooklatch.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Handshakes as documents: what is refused, and what calls to the outside they allow. */
class HandshakeDocumentTest {
    private static final String SCHEME = "{\"signature\":{\"in\":\"header x-sig\",\"algorithm\":\"hmac-sha256\"},";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"match":{"method":"GET"}} | handshakes.name is missing
            {"name":"a"} | handshakes.match is missing
            {"name":"A b","match":{"method":"GET"}} | use lower-case letters, digits and -
            {"name":"a","match":{"method":"GETS"}} | did you mean GET
            {"name":"a","match":{"has":"cookie x"}} | names no place in a request
            {"name":"a","match":{"method":"POST"}} | takes every POST
            {"name":"a","match":{"methods":"GET"}} | methods is unknown here: did you mean method
            {"name":"a","match":{"method":"GET"},"requires":"signed"} | write verified
            {"name":"a","match":{"method":"GET"},"requires":{"query t":"verify_token"}} | names no place
            {"name":"a","match":{"method":"GET"},"requires":{"query t":"header x"}} | write option NAME, or secret
            {"name":"a","match":{"method":"GET"},"otherwise":"402"} | "402": did you mean 401 or 403 or 404
            {"name":"a","match":{"method":"GET"},"answer":{"text":"{query c"}} | { is not closed
            {"name":"a","match":{"method":"GET"},"answer":{"text":"a","json":{}}} | a body is one of them
            {"name":"a","match":{"method":"GET"},"answer":{"status":99}} | give an HTTP status
            {"name":"a","match":{"method":"GET"},"answer":{"text":"{x}","values":{"x":{"of":"secret"}}}} | would show a secret
            {"name":"a","match":{"method":"GET"},"answer":{"text":"{x}","values":{"x":{"of":"x"}}}} | names no place
            {"name":"a","match":{"method":"GET"},"answer":{"text":"{x}","values":{"x":{"of":"method","algorithm":"rsa-sha256"}}}} | as option private_key
            {"name":"a","match":{"has":"json /u"},"confirms":{"url":"json /u","hosts":"h"}} | add "requires": "verified"
            {"name":"a","match":{"has":"json /u"},"requires":"verified","confirms":{"url":"json /u"}} | hosts is missing
            {"name":"a","match":{"has":"json /u"},"requires":"verified","learns":"json /u"} | leave out requires
            """)
    void whatCannotBeMeantIsRefusedWithTheField(String handshake, String message) {
        assertThatThrownBy(() -> Recipe.parse("acme", SCHEME + "\"handshakes\":[" + handshake + "]}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void twoHandshakesOfOneNameAreRefused() {
        String one = "{\"name\":\"a\",\"match\":{\"method\":\"GET\"}}";
        assertThatThrownBy(() -> Recipe.parse("acme", SCHEME + "\"handshakes\":[" + one + "," + one + "]}"))
                .hasMessageContaining("has two of the name a");
    }

    @Test
    void anOptionIsCheckedWhenTheEndpointIsBuiltAndNeverShown() {
        Recipe meta = Catalogue.standard().find("meta").orElseThrow();
        assertThatThrownBy(() -> meta.handshakes(List.of("app-secret"), Map.of("verify_token", "tok")))
                .hasMessageContaining("option verify_token of meta has 3 bytes")
                .hasMessageNotContaining("tok\"");
        assertThatThrownBy(() -> meta.verifier(List.of("app-secret"), Map.of("verify_tokn", "the-token")))
                .hasMessageContaining("did you mean verify_token?");
    }

    @Test
    void aRecipeThatLearnsItsSecretNeedsToBeToldSo() {
        Recipe asana = Catalogue.standard().find("asana").orElseThrow();
        assertThatThrownBy(() -> asana.verifier(List.of(), Map.of())).hasMessageContaining("secrets are missing");
        assertThatThrownBy(() -> asana.verifier(List.of(), Map.of("learn_until", "tomorrow")))
                .hasMessageContaining("option learn_until is \"tomorrow\"");
        assertThat(asana.verifier(List.of(), Map.of("learn_until", "2026-01-01T00:00:00Z"))
                        .verify(Request.post("/h", Headers.none(), "{}"), 0)
                        .reason())
                .contains(Reason.NO_SECRET);
        Recipe github = Catalogue.standard().find("github").orElseThrow();
        assertThatThrownBy(() -> github.verifier(List.of(), Map.of("learn_until", "2026-01-01T00:00:00Z")))
                .hasMessageContaining("option learn_until means nothing to github");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://sns.eu-west-1.amazonaws.com/?a=1",
                "https://sns.eu-west-1.amazonaws.com.evil.example/?a=1",
                "https://evil.example/sns.eu-west-1.amazonaws.com",
                "https://sns.eu-west-1.amazonaws.com:8443/",
                "https://user@sns.eu-west-1.amazonaws.com/",
                "https://sns.eu-west-1.amazonaws.com@evil.example/",
                "https://sns.a.b.amazonaws.com/",
                "https://sns..amazonaws.com/",
                "https://169.254.169.254/",
                "https://[::1]/",
                "file:///etc/passwd",
                "//sns.eu-west-1.amazonaws.com/",
                "https://sns.eu-west-1.amazonaws.com/ x",
                "sns.eu-west-1.amazonaws.com"
            })
    void fault59_onlyTheExpectedHostIsEverCalled(String url) {
        HandshakeReply reply = confirm(url);
        assertThat(reply.confirm()).isEmpty();
        assertThat(reply.verdict().accepted()).isFalse();
        assertThat(reply.verdict().detail()).doesNotContain("evil");
    }

    @Test
    void fault59_theExpectedHostIsCalled() {
        assertThat(confirm("https://SNS.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=2")
                        .confirm())
                .hasValueSatisfying(url -> assertThat(url.getRawQuery()).endsWith("Token=2"));
    }

    private static HandshakeReply confirm(String url) {
        Recipe recipe = Recipe.parse(
                "sns",
                SCHEME + "\"handshakes\":[{\"name\":\"confirm\","
                        + "\"match\":{\"has\":\"json /u\"},\"requires\":[\"verified\"],"
                        + "\"confirms\":{\"url\":\"json /u\",\"hosts\":\"sns.*.amazonaws.com\"}}]}");
        Request request = Request.post("/h", Headers.none(), "{\"u\":\"" + url + "\"}");
        return recipe.handshakes(List.of("a secret"), Map.of())
                .reply(request, 0, () -> Verdict.verified(recipe.id(), "1"))
                .orElseThrow();
    }
}
