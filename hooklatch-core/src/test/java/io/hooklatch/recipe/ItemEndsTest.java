package io.hooklatch.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemEndsTest {
    private static final SignatureScheme GROUPED = (SignatureScheme) Recipe.parse(
                    "grouped",
                    "{\"signature\":{\"in\":\"header x-sig\",\"algorithm\":\"hmac-sha256\",\"pairs\":{\"between\":\",\","
                            + "\"equals\":\"=\",\"labels\":[\"v1\"],\"groups\":\"; \"}}}")
            .scheme();

    @ParameterizedTest
    @CsvSource({"a=1, 0, 3", "'a=1,b=2', 0, 3", "'a=1,b=2', 4, 7", "'a=1; b=2,c=3', 0, 3", "'a=1; b=2,c=3', 5, 8"})
    void anItemEndsAtTheNextMarkOfEitherKind(String text, int from, int end) {
        assertThat(new ItemEnds().after(text, from, GROUPED.format())).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({"'a; '", "'a,'", "'; '", "','", "'a=1,b; '"})
    void fault44_eachCharacterIsLookedAtOnceForEachMark(String item) {
        String text = item.repeat(100_000);
        ItemEnds ends = new ItemEnds();
        int from = 0;
        int items = 0;
        while (from <= text.length()) {
            int end = ends.after(text, from, GROUPED.format());
            from = end + (text.startsWith(",", end) ? 1 : 2);
            items++;
        }
        assertThat(items).isGreaterThanOrEqualTo(100_000);
        assertThat(ends.looked()).isLessThanOrEqualTo(2L * text.length());
    }

    @Test
    void fault44_signaturesThatAreVerifiedOneByOneAreFew() {
        Recipe recipe = Recipe.parse(
                "keyed",
                "{\"signature\":{\"in\":\"header x-sig\",\"list\":{\"between\":\",\"},\"encoding\":\"hex\","
                        + "\"algorithm\":\"ed25519\",\"key\":{\"encoding\":\"pem\"}}}");
        KeyPairText pair = recipe.newKeyPair(new SecureRandom()).orElseThrow();
        Request bare = Request.post("/", Headers.none(), "{}");
        String good = recipe.signer(pair.privateKey(), Map.of())
                .sign(bare, Names.none(), 0)
                .headers()
                .first("x-sig")
                .orElseThrow();
        Verifier verifier = recipe.verifier(List.of(pair.publicKey()), Map.of());
        String other = "00".repeat(64) + ",";
        assertThat(verifier.verify(bare.withHeader("x-sig", other.repeat(7) + good), 0)
                        .accepted())
                .isTrue();
        assertThat(verifier.verify(bare.withHeader("x-sig", other.repeat(8) + good), 0))
                .extracting(verdict -> verdict.reason().orElseThrow(), verdict -> verdict.detail())
                .containsExactly(Reason.MALFORMED_SIGNATURE, "malformed signature: more than 8 signatures");
    }
}
