package io.hooklatch.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hooklatch.message.Cause;
import io.hooklatch.message.Confidence;
import io.hooklatch.message.Diagnosis;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.recipe.Catalogue;
import io.hooklatch.recipe.From;
import io.hooklatch.recipe.Recipe;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiagnoserTest {
    private static final long NOW = 1_760_000_000_000L;
    private static final String SECRET = "the-right-secret-of-acme";
    private static final Recipe GITHUB = Catalogue.standard().find("github").orElseThrow();
    private static final Recipe STRIPE = Catalogue.standard().find("stripe").orElseThrow();

    private static Request signed(Recipe recipe, String secret, String body) {
        Request request = Request.post("/in", Headers.of("content-type", "application/json"), body);
        return recipe.signer(secret, Map.of()).sign(request, Names.none(), NOW);
    }

    private static Setup setup(Recipe recipe, String... secrets) {
        return new Setup("orders", recipe, List.of(secrets), List.of(), Map.of());
    }

    private static Refusal refusal(Setup here, List<Setup> elsewhere, Request request) {
        return new Refusal(
                here,
                elsewhere,
                request,
                here.recipe().verifier(here.secrets(), here.options()).verify(request, NOW),
                NOW);
    }

    private static Diagnosis diagnosis(Setup here, Request request) {
        return new Diagnoser(() -> List.of(GITHUB, STRIPE), Budget.DEFAULT).diagnose(refusal(here, List.of(), request));
    }

    @Test
    void aSecretThatIsPaddedIsProvedAndNotShown() {
        Diagnosis found = diagnosis(setup(GITHUB, " " + SECRET), signed(GITHUB, SECRET, "{}"));
        assertThat(found.cause()).isEqualTo(Cause.SECRET_PADDED);
        assertThat(found.confidence()).isEqualTo(Confidence.HIGH);
        assertThat(found.line()).doesNotContain(SECRET);
    }

    @Test
    void whatTheSenderWritesCannotCarryASecretIntoADiagnosis() {
        Request request = Request.post("/in", Headers.of("x-hub-signature-256", "sha256=00", "via", SECRET), "{}");
        Setup elsewhere = new Setup(SECRET, STRIPE, List.of(SECRET), List.of(), Map.of());
        Diagnosis found = new Diagnoser(() -> List.of(), Budget.DEFAULT)
                .diagnose(refusal(setup(GITHUB, "another-secret"), List.of(elsewhere), signed(STRIPE, SECRET, "{}")));
        assertThat(found.cause()).isEqualTo(Cause.WRONG_ENDPOINT);
        assertThat(found.line()).contains("[secret]").doesNotContain(SECRET);
        assertThat(diagnosis(setup(GITHUB, SECRET), request).line()).doesNotContain(SECRET);
    }

    @Test
    void valuesThatHoldSecretsDoNotShowThem() {
        Setup here = new Setup("orders", GITHUB, List.of(SECRET), List.of("retired-" + SECRET), Map.of());
        Refusal refusal = refusal(here, List.of(here), signed(GITHUB, "unknown-secret", "{}"));
        assertThat(refusal + " " + new Keyring.Key<>(SECRET, 1)).doesNotContain(SECRET);
    }

    @Test
    void aSmallBudgetEndsTheSearchAndSaysSo() {
        Refusal refusal = refusal(setup(GITHUB, SECRET), List.of(), signed(GITHUB, "unknown-secret", "{\"a\":[1,2]}"));
        Diagnosis found = new Diagnoser(() -> List.of(GITHUB), new Budget(3, 1 << 20)).diagnose(refusal);
        assertThat(found.cause()).isEqualTo(Cause.UNKNOWN);
        assertThat(found.evidence()).contains("None of 3 changes").contains("limit");
    }

    @Test
    void theSearchReadsNoMoreBytesThanItsBudget() {
        Request large = signed(GITHUB, SECRET, "[\"" + "é/".repeat(200_000) + "\"]\n");
        Request changed = large.withBody(
                (new String(large.body(), StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8));
        Refusal refusal = refusal(setup(GITHUB, SECRET), List.of(), changed);
        assertThat(new Diagnoser(() -> List.of(), new Budget(4000, 600_000))
                        .diagnose(refusal)
                        .cause())
                .isEqualTo(Cause.UNKNOWN);
        assertThat(new Diagnoser(() -> List.of(), Budget.DEFAULT)
                        .diagnose(refusal)
                        .cause())
                .isEqualTo(Cause.TRAILING_NEWLINE);
    }

    @Test
    void manyEndpointsAreComparedWithinTheBudget() {
        List<Setup> elsewhere = IntStream.range(0, 2000)
                .mapToObj(i -> new Setup("e" + i, GITHUB, List.of("secret-number-" + i), List.of(), Map.of()))
                .toList();
        Diagnoser diagnoser = new Diagnoser(() -> List.of(GITHUB), Budget.DEFAULT);
        assertThat(diagnoser
                        .diagnose(refusal(setup(GITHUB, SECRET), elsewhere, signed(GITHUB, "secret-number-7", "{}")))
                        .evidence())
                .contains("endpoint e7.");
        assertThat(diagnoser
                        .diagnose(refusal(setup(GITHUB, SECRET), elsewhere, signed(GITHUB, "nobody-has-it", "{}")))
                        .cause())
                .isEqualTo(Cause.UNKNOWN);
    }

    @Test
    void theUrlThatFitsIsNamedWithoutTheValuesOfItsQuery() {
        Recipe recipe = Recipe.hmacSha256()
                .header("x-acme-signature")
                .signs(io.hooklatch.recipe.Part.url(), io.hooklatch.recipe.Part.body())
                .build();
        Request request = Request.post(
                "/in?token=hidden-value", Headers.of("host", "inner:8080", "x-forwarded-host", "a.example"), "{}");
        Request signed =
                recipe.signer(SECRET, Map.of("url", "https://a.example/in")).sign(request, Names.none(), NOW);
        Setup here = new Setup("orders", recipe, List.of(SECRET), List.of(), Map.of("url", "http://inner:8080/in"));
        Diagnosis found = diagnosis(here, signed);
        assertThat(found.cause()).isEqualTo(Cause.PUBLIC_URL);
        assertThat(found.fix()).contains("https://a.example/in");
        assertThat(found.line()).doesNotContain("hidden-value");
    }

    @Test
    void aSharedTokenIsDiagnosedAsWell() {
        Recipe token = Recipe.sharedToken("x-acme-token").build();
        Request request = Request.post("/in", Headers.of("x-acme-token", SECRET), "{}");
        Setup other = new Setup("returns", token, List.of(SECRET), List.of(), Map.of());
        Diagnosis found = new Diagnoser(() -> List.of(), Budget.DEFAULT)
                .diagnose(refusal(setup(token, "some-other-token"), List.of(other), request));
        assertThat(found.cause()).isEqualTo(Cause.SECRET_OF_ANOTHER_ENDPOINT);
    }

    @Test
    void requestsOfAnyKindGetADiagnosisAndNeverAnException() {
        Random random = new Random(7);
        List<String> names = List.of(
                "x-hub-signature-256",
                "stripe-signature",
                "content-type",
                "content-length",
                "x-forwarded-host",
                "forwarded");
        List<String> values =
                List.of("", "sha256=", "t=1,v1=00", "=,=,", "\u00ff\u0000", "application/json", "99999999999");
        Diagnoser diagnoser = new Diagnoser(() -> List.of(GITHUB, STRIPE), new Budget(500, 4 << 20));
        for (int i = 0; i < 400; i++) {
            Headers headers = Headers.none();
            for (int h = random.nextInt(5); h > 0; h--) {
                headers = headers.plus(
                        names.get(random.nextInt(names.size())), values.get(random.nextInt(values.size())));
            }
            byte[] body = new byte[random.nextInt(60)];
            random.nextBytes(body);
            if (body.length > 3 && i % 3 == 0) {
                System.arraycopy(new byte[] {'{', '"', (byte) 0xd8}, 0, body, 0, 3);
            }
            if (body.length > 3 && i % 3 == 1) {
                System.arraycopy(new byte[] {0x1f, (byte) 0x8b, 8}, 0, body, 0, 3);
            }
            Request request = Request.post("/%?&=&%zz", headers, body);
            for (Recipe recipe : List.of(GITHUB, STRIPE)) {
                Diagnosis found = diagnoser.diagnose(refusal(setup(recipe, SECRET), List.of(), request));
                assertThat(found.evidence()).doesNotContain("failed with");
                assertThat(found.confidence()).isNotEqualTo(Confidence.HIGH);
            }
        }
    }

    @Test
    void deepJsonAndBombsAreLeftAlone() {
        Request deep = signed(GITHUB, "unknown-secret", "[".repeat(100_000));
        assertThat(diagnosis(setup(GITHUB, SECRET), deep).evidence()).doesNotContain("failed with");
        Request nested = signed(GITHUB, "unknown-secret", "[".repeat(190) + "]".repeat(190));
        assertThat(diagnosis(setup(GITHUB, SECRET), nested).cause()).isEqualTo(Cause.UNKNOWN);
    }

    @Test
    void aBugInWhatIsKnownIsNoException() {
        Diagnosis found = new Diagnoser(
                        () -> {
                            throw new IllegalStateException("no catalogue");
                        },
                        Budget.DEFAULT)
                .diagnose(refusal(setup(GITHUB, SECRET), List.of(), signed(GITHUB, "unknown-secret", "{}")));
        assertThat(found.cause()).isEqualTo(Cause.UNKNOWN);
        assertThat(found.evidence()).contains("IllegalStateException");
    }

    @Test
    void functionsThatThrowAreNoException() {
        Recipe recipe = Recipe.hmacSha256()
                .header("x-acme-signature")
                .eventId(From.function("broken", request -> {
                    throw new IllegalStateException("broken");
                }))
                .build();
        assertThat(diagnosis(setup(recipe, SECRET), signed(recipe, "unknown-secret", "{}"))
                        .cause())
                .isEqualTo(Cause.UNKNOWN);
    }

    @Test
    void aBudgetOfNothingIsRefused() {
        assertThatThrownBy(() -> new Budget(0, 1)).hasMessageContaining("at least 1");
    }
}
