package io.hooklatch.recipe;

import static io.hooklatch.recipe.From.header;
import static io.hooklatch.recipe.From.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecipeBuilderTest {
    @Test
    void aBuilderAndADocumentSayTheSame() {
        Recipe built = Recipe.hmacSha256()
                .named("acme")
                .header("x-acme-signature")
                .pairs(";", ":", "v1", "v2")
                .prefix("p=")
                .base64()
                .timestampLabel("t", TimestampUnit.MILLISECONDS)
                .tolerance(Duration.ofMinutes(1))
                .signs(Part.timestamp(), Part.text("."), Part.value(header("x-id")), Part.body())
                .base64Key("key_")
                .requires(header("x-id"))
                .deliveryId(header("x-delivery"))
                .eventId(header("x-id"))
                .eventType(json("/type"), header("x-type"))
                .dedupeBy(header("x-id"), json("/type"))
                .build();
        Recipe read = Recipe.parse("acme", """
                {
                  "signature": {
                    "in": "header X-Acme-Signature",
                    "pairs": {"between": ";", "equals": ":", "labels": ["v1", "v2"]},
                    "prefix": "p=",
                    "encoding": "base64",
                    "signs": ["timestamp", {"text": "."}, "header x-id", "body"],
                    "algorithm": "hmac-sha256",
                    "key": {"encoding": "base64", "prefix": "key_"}
                  },
                  "timestamp": {"label": "t", "unit": "ms", "tolerance_s": 60},
                  "requires": "header x-id",
                  "delivery_id": "header x-delivery",
                  "event_id": "header x-id",
                  "event_type": ["json /type", "header x-type"],
                  "dedupe": ["header x-id", "json /type"]
                }
                """);
        assertThat(built.scheme()).isEqualTo(read.scheme());
        assertThat(built.naming()).isEqualTo(read.naming());
        assertThat(built.id()).isEqualTo(read.id()).isEqualTo("acme@1.0.0");
        assertThat(built.tier()).isEqualTo(Tier.OWN);
        assertThat(built.tolerance()).contains(Duration.ofMinutes(1));
    }

    @Test
    void everyFactoryHasItsDocument() {
        assertThat(Recipe.hmacSha512()
                        .header("x")
                        .list(" ")
                        .base64url()
                        .repeats()
                        .build()
                        .scheme())
                .isEqualTo(signature("\"list\":{\"between\":\" \"},\"encoding\":\"base64url\",\"repeats\":true,"
                        + "\"algorithm\":\"hmac-sha512\""));
        assertThat(Recipe.hmacSha1()
                        .header("x")
                        .hexKey()
                        .allow(Risk.WEAK_DIGEST)
                        .build()
                        .scheme())
                .isEqualTo(signature("\"algorithm\":\"hmac-sha1\",\"key\":{\"encoding\":\"hex\"}"));
        assertThat(Recipe.sharedToken("x").build().scheme()).isEqualTo(scheme("{\"token\":{\"in\":\"header x\"}}"));
        assertThat(Recipe.bearerToken().build().scheme())
                .isEqualTo(scheme("{\"token\":{\"in\":\"header authorization\",\"prefix\":\"Bearer \"}}"));
        assertThat(Recipe.basicAuth().build().scheme())
                .isEqualTo(
                        scheme("{\"token\":{\"in\":\"header authorization\",\"prefix\":\"Basic \",\"basic\":true}}"));
        assertThat(Recipe.unverified().withoutDedupe().build().naming())
                .isEqualTo(
                        Recipe.parse("x", "{\"unverified\":true,\"dedupe\":[]}").naming());
    }

    private static Scheme signature(String fields) {
        return scheme("{\"signature\":{\"in\":\"header x\"," + fields + "},\"allow\":\"weak-digest\"}");
    }

    private static Scheme scheme(String json) {
        return Recipe.parse("x", json).scheme();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(() -> Recipe.hmacSha256(), "the place of the signature is missing: name its header"),
                mistake(
                        () -> Recipe.hmacSha256().header("x").tolerance(Duration.ZERO),
                        "tolerance is PT0S: give at least one second"),
                mistake(
                        () -> Recipe.hmacSha256().header("x").tolerance(Duration.ofSeconds(-5)),
                        "tolerance is PT-5S: give at least one second"),
                mistake(
                        () -> Recipe.hmacSha256().header("x").tolerance(Duration.ofMinutes(5)),
                        "tolerance is PT5M and there is no timestamp to apply it to"),
                mistake(
                        () -> Recipe.hmacSha256().header("x").timestampLabel("t", TimestampUnit.SECONDS),
                        "the timestamp has the label t but the signatures are no pairs"),
                mistake(
                        () -> Recipe.hmacSha256()
                                .header("x")
                                .pairs(",", "=", "t")
                                .timestampLabel("t", TimestampUnit.SECONDS),
                        "the label t is both a signature's and the timestamp's"),
                mistake(() -> Recipe.hmacSha256().header("x").pairs(",", "="), "pairs without a label for signatures"),
                mistake(() -> Recipe.hmacSha256().header("x").pairs("", "=", "v1"), "the separator of the signatures"),
                mistake(() -> Recipe.hmacSha256().header("x").pairs(",", "", "v1"), "nothing between label and value"),
                mistake(() -> Recipe.hmacSha256().header("x").signs(), "nothing is signed"),
                mistake(
                        () -> Recipe.hmacSha256().header("x").signs(Part.timestamp(), Part.body()),
                        "the timestamp is signed but its place is missing"),
                mistake(
                        () -> Recipe.hmacSha256().header("x").signs(Part.secret(), Part.body()),
                        "hmac-sha256 must not sign the secret itself"),
                mistake(() -> Recipe.hmacSha256().in(From.bodyDigest()), "a signature cannot stand in body digest"),
                mistake(() -> Recipe.hmacSha256().header("x y"), "header name \"x y\": letters, digits and -"),
                mistake(() -> Recipe.hmacSha256().header(""), "header without a name"),
                mistake(
                        () -> Recipe.hmacSha256().named("Acme Inc"),
                        "recipe name \"Acme Inc\": use lower-case letters"),
                mistake(
                        () -> Recipe.hmacSha256().header("x").signs(Part.value(From.bodyDigest())),
                        "signed part body digest"),
                mistake(
                        () -> Recipe.hmacSha1().header("x"),
                        "recipe hmac-sha1 is unsafe: the signature rests on MD5 or SHA-1; change it, or allow it in words:"
                                + " allow weak-digest"),
                mistake(() -> Recipe.hmacSha256().header("x").signs(Part.text("constant")), "allow body-not-signed"),
                mistake(
                        () -> Recipe.hmacSha256().header("x").timestamp(header("x-time"), TimestampUnit.SECONDS),
                        "allow timestamp-not-signed"),
                mistake(
                        () -> Recipe.hmacSha256()
                                .header("x")
                                .timestamp(header("x-time"), TimestampUnit.SECONDS)
                                .signs(Part.timestamp(), Part.body())
                                .tolerance(Duration.ofHours(25)),
                        "allow long-tolerance"));
    }

    private static Arguments mistake(Supplier<RecipeBuilder<?>> builder, String message) {
        return Arguments.of(builder, message);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("mistakes")
    void nonsenseIsRefusedWhenBuilt(Supplier<RecipeBuilder<?>> builder, String message) {
        assertThatThrownBy(() -> builder.get().build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void whatIsAllowedInWordsIsBuiltAndWarnedAbout() {
        Recipe recipe = Recipe.hmacSha1()
                .header("x")
                .signs(Part.text("constant"))
                .allow(Risk.WEAK_DIGEST, Risk.BODY_NOT_SIGNED)
                .eventId(header("x-id"))
                .build();
        assertThat(recipe.warnings())
                .containsExactly(
                        "the signature rests on MD5 or SHA-1",
                        "the body is not among the signed parts, so it can be changed on the way",
                        "header x-id is not signed: requests with equal signed bytes are one event, whatever their ids");
        assertThat(recipe.withDedupeBy(header("x-id")).warnings().get(2))
                .isEqualTo(
                        "header x-id is not signed: a captured request sent again under another id is another event");
        assertThat(Samples.recipe("stripe").warnings()).isEmpty();
        assertThat(Recipe.sharedToken("x").eventId(header("x-id")).build().warnings())
                .isEmpty();
    }

    @Test
    void namesCanBeTakenFromElsewhere() {
        Recipe recipe = Samples.recipe("github")
                .withDeliveryId(header("x-d"))
                .withEventId(json("/id"))
                .withEventType(json("/action"));
        Verifier verifier = recipe.verifier(List.of("a-secret-of-ours"), Map.of());
        assertThat(recipe.id()).isEqualTo(Samples.recipe("github").id());
        assertThat(verifier.names(Samples.signed("github").withBody(Samples.utf8("{\"id\":5,\"action\":\"a\"}"))))
                .hasToString("Names[deliveryId=Optional.empty, eventId=Optional[5], eventType=Optional[a]]");
    }
}
