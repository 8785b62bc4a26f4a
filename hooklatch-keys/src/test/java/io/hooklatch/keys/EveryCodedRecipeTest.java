package io.hooklatch.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Header;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import io.hooklatch.recipe.Catalogue;
import io.hooklatch.recipe.Description;
import io.hooklatch.recipe.Fixture;
import io.hooklatch.recipe.Recipe;
import io.hooklatch.recipe.Verifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hundreds of broken requests for every provider in code, from its own valid one and from nothing. */
@Tag("slow")
class EveryCodedRecipeTest {
    private static final int ROUNDS = 400;

    static List<String> providers() {
        return CodedProvidersTest.providers();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void fault44_noBodyThatIsSignedCanBeChanged(String provider) {
        Fixture valid = Fixed.valid(provider);
        Recipe recipe = Catalogue.standard().find(provider).orElseThrow();
        boolean open = recipe.warnings().stream().anyMatch(warning -> warning.contains("body"));
        Verifier verifier = recipe.verifier(valid.secrets(), valid.options());
        Random random = new Random(provider.hashCode());
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Request changed = broken(valid.request(), random);
            Verdict verdict = verdict(verifier, changed, valid.nowMillis(), round);
            refused += verdict.accepted() ? 0 : 1;
            if (verdict.accepted() && !open) {
                assertThat(text(changed.body()).strip())
                        .as("accepted in round %d", round)
                        .isEqualTo(text(valid.request().body()).strip());
            }
        }
        assertThat(refused).as("some changes matter").isPositive();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void fault44_whatWasMadeUpIsRefused(String provider) {
        Fixture valid = Fixed.valid(provider);
        Verifier verifier =
                Catalogue.standard().find(provider).orElseThrow().verifier(valid.secrets(), valid.options());
        Random random = new Random(provider.hashCode() + 1L);
        for (int round = 0; round < ROUNDS; round++) {
            List<Header> lines = new ArrayList<>();
            valid.request().headers().forEach(line -> lines.add(new Header(line.name(), madeUp(random))));
            byte[] body = new byte[random.nextInt(200)];
            random.nextBytes(body);
            Request madeUp = valid.request()
                    .withHeaders(Headers.of(lines))
                    .withBody(random.nextBoolean() ? body : madeUp(random).getBytes(StandardCharsets.UTF_8));
            assertThat(verdict(verifier, madeUp, valid.nowMillis(), round).accepted())
                    .as("round %d", round)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void itIsDescribedInWordsOfItsOwn(String provider) {
        Description words = Catalogue.standard().find(provider).orElseThrow().describe();
        assertThat(words.proof())
                .matches("(JSON Web Signature, |RSA-|ECDSA-|ED25519).*")
                .doesNotContain("in code");
        assertThat(words.places()).isNotEmpty().allMatch(place -> place.contains(": "));
        assertThat(words.key()).isNotEmpty().doesNotContain("as the provider describes it", "https://");
    }

    /** The verdict, when nothing about it is a failure of ours. */
    private static Verdict verdict(Verifier verifier, Request request, long nowMillis, int round) {
        Verdict verdict = verifier.verify(request, nowMillis);
        assertThat(verdict.reason().filter(Reason.VERIFIER_FAILED::equals))
                .as("round %d: %s", round, verdict.detail())
                .isEmpty();
        assertThat(verifier.dedupeKeys(request, verifier.names(request))).hasSizeLessThanOrEqualTo(2);
        return verdict;
    }

    /** One change: of a byte of the body or a header, of a whole line, of the length. */
    private static Request broken(Request good, Random random) {
        byte[] body = good.body();
        List<Header> lines = new ArrayList<>(good.headers().list());
        int at = random.nextInt(lines.size());
        Header line = lines.get(at);
        switch (random.nextInt(body.length == 0 ? 4 : 7)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(line);
            case 2 -> lines.set(at, new Header(line.name(), madeUp(random)));
            case 3 ->
                lines.set(
                        at,
                        new Header(
                                line.name(), text(flipped(line.value().getBytes(StandardCharsets.US_ASCII), random))));
            case 4 -> body = Arrays.copyOf(body, random.nextInt(body.length));
            case 5 -> body = Arrays.copyOf(body, body.length + 1 + random.nextInt(3));
            default -> body = flipped(body, random);
        }
        return good.withHeaders(Headers.of(lines)).withBody(body);
    }

    private static byte[] flipped(byte[] bytes, Random random) {
        byte[] changed = bytes.length == 0 ? new byte[1] : bytes.clone();
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(7));
        return changed;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String madeUp(Random random) {
        String[] pieces = {
            "eyJhbGciOiJub25lIn0",
            ".",
            "e30",
            "Bearer ",
            "{\"",
            "kid",
            "\":",
            "[",
            "}",
            "-1",
            "9".repeat(30),
            "=",
            "%",
            "\u00e9"
        };
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(9); i >= 0; i--) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }
}
