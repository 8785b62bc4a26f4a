package io.hooklatch.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.Element;
import io.hooklatch.message.Header;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No header, target or body of any kind makes a verifier throw, pass, or fail as a bug would. */
class NeverThrowsTest {
    private static final int ROUNDS = 4_000;
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String SIGNED = "\"algorithm\":\"hmac-sha256\",\"encoding\":\"base64url-any-padding\"";

    static Stream<Recipe> recipes() {
        return Stream.concat(
                Samples.PROVIDERS.stream().map(Samples::recipe),
                Stream.of(
                        Recipe.sharedToken("x-t")
                                .eventId(From.form("id"), From.query("id"))
                                .build(),
                        Recipe.basicAuth()
                                .eventId(From.json("/0/id"))
                                .dedupeBy(From.query("id"), From.json("/id"))
                                .build(),
                        Recipe.sharedToken("x-t")
                                .events("")
                                .eventId(From.json("/id"))
                                .eventType(From.deliveryJson("/0/id"), From.form("id"))
                                .named("batches")
                                .build(),
                        Recipe.parse(
                                "everything",
                                "{\"signature\":{\"in\":[\"header x-t\",\"json /s\",\"form s\",\"query s\"],"
                                        + "\"list\":{\"between\":\",\"},\"repeats\":true," + SIGNED
                                        + ",\"signs\":[\"method\",\"url\",\"path\",\"sorted form\",\"timestamp\","
                                        + "\"json /id\",{\"first_of\":[\"header webhook-id\",\"form id\"]},\"body sha1\"]},"
                                        + "\"timestamp\":{\"first\":true,\"unit\":\"iso-8601\",\"tolerance_s\":5},"
                                        + "\"event_id\":[\"form id\",\"query id\"]}"),
                        Recipe.parse(
                                "dated",
                                "{\"signature\":{\"in\":\"header x-t\",\"pairs\":{\"between\":\";\",\"labels\":\"v1\"},"
                                        + SIGNED + ",\"signs\":[\"timestamp\",\"body\"]},\"timestamp\":"
                                        + "{\"in\":[\"json /t\",\"query t\",\"header webhook-timestamp\"],"
                                        + "\"unit\":\"iso-8601\",\"tolerance_s\":5},\"dedupe\":[\"form id\"]}")));
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void fault44_fault46_whateverArrives(Recipe recipe) {
        Map<String, String> options =
                recipe.optionNames().contains("url") ? Map.of("url", "https://example.com/in") : Map.of();
        Verifier verifier = recipe.verifier(List.of(SECRET, new Arbitrary(1).standardSecret()), options);
        Arbitrary any = new Arbitrary(recipe.name().hashCode());
        for (int i = 0; i < ROUNDS; i++) {
            Request request = request(any);
            Verdict verdict = verifier.verify(request, any.below(2) == 0 ? Samples.NOW : any.below(1 << 30));
            assertThat(verdict.accepted()).isFalse();
            assertThat(verdict.reason()).get().isNotEqualTo(Reason.VERIFIER_FAILED);
            Names names = verifier.names(request);
            Stream.of(names.deliveryId(), names.eventId(), names.eventType())
                    .flatMap(name -> name.stream())
                    .forEach(name -> assertThat(name.length()).isBetween(1, DedupeKey.MAX_LENGTH));
            assertThat(verifier.dedupeKeys(request, names)).hasSizeLessThanOrEqualTo(2);
            verifier.batch(request)
                    .ifPresent(batch -> assertThat(batch.events())
                            .hasSizeLessThanOrEqualTo(Element.MOST)
                            .allSatisfy(event -> assertThat(event.keys()).hasSize(1)));
        }
    }

    /** Requests that were right before one thing in them was changed come further than invented ones. */
    @ParameterizedTest
    @MethodSource("providers")
    void fault44_oneChangeToARequestThatWasRight(String provider) {
        Verifier verifier = Samples.verifier(provider);
        Request good = Samples.signed(provider);
        Arbitrary any = new Arbitrary(provider.hashCode());
        Set<Reason> seen = EnumSet.noneOf(Reason.class);
        for (int i = 0; i < ROUNDS; i++) {
            List<Header> lines = new ArrayList<>(good.headers().list());
            int line = any.below(lines.size());
            Header old = lines.get(line);
            int at = any.below(old.value().length());
            String piece = any.below(2) == 0 ? any.characters(any.below(3)) : any.oneOf(PIECES);
            String changed = old.value().substring(0, at) + piece + old.value().substring(at + any.below(2));
            lines.set(line, new Header(old.name(), changed));
            Verdict verdict = verifier.verify(good.withHeaders(Headers.of(lines)), Samples.NOW);
            verdict.reason().ifPresent(seen::add);
            verifier.names(good.withHeaders(Headers.of(lines)));
        }
        assertThat(seen)
                .contains(Reason.MALFORMED_SIGNATURE, Reason.SIGNATURE_MISMATCH)
                .doesNotContain(Reason.VERIFIER_FAILED);
    }

    static List<String> providers() {
        return Samples.PROVIDERS;
    }

    private static Request request(Arbitrary any) {
        List<Header> lines = new ArrayList<>();
        for (int i = any.below(6); i > 0; i--) {
            lines.add(new Header(any.oneOf(NAMES), value(any)));
        }
        String target = any.oneOf(List.of("", "/", "/in?", "/in?id=1&s=%zz&t=", "?s=")) + any.characters(any.below(20));
        String method = any.oneOf(List.of("POST", "GET", "", any.characters(3)));
        return new Request(method, target, Headers.of(lines), body(any), "");
    }

    private static final List<String> NAMES = List.of(
            "Stripe-Signature",
            "X-Hub-Signature-256",
            "x-github-delivery",
            "x-knock-signature",
            "webhook-signature",
            "webhook-id",
            "webhook-timestamp",
            "x-t",
            "authorization",
            "");

    private static final List<String> PIECES = List.of(
            "t=",
            "v1=",
            "v1,",
            "v0=",
            "s=",
            "sha256=",
            "1760000000",
            "1760000000000",
            ",",
            " ",
            ";",
            "=",
            ".",
            "AAAA",
            "2025-10-09T08:53:20Z",
            "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
            "dXEH6g6yUJ/CESIcznhLijdXC211hsIsRvQ3nIsEPhc=",
            "Basic ",
            "\u0000",
            "é",
            "\uFFFF",
            "\uD800");

    private static String value(Arbitrary any) {
        StringBuilder text = new StringBuilder();
        for (int i = any.below(9); i > 0; i--) {
            text.append(any.below(8) == 0 ? any.characters(any.below(80)) : any.oneOf(PIECES));
        }
        return text.toString();
    }

    private static final List<String> JSON = List.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"id\"",
            "\"type\"",
            "\"s\"",
            "\"t\"",
            "\"data\"",
            "1",
            "-",
            "1e999999999",
            "NaN",
            "null",
            "true",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\x\"",
            "\"a\"",
            " ",
            "id=",
            "&",
            "%",
            "%4",
            "\uFEFF",
            "\\");

    private static byte[] body(Arbitrary any) {
        StringBuilder text = new StringBuilder(any.below(2) == 0 ? "{\"id\":" : "");
        for (int i = any.below(30); i > 0; i--) {
            text.append(any.oneOf(JSON));
        }
        byte[] bytes = Samples.utf8(text.toString());
        return switch (any.below(4)) {
            case 0 -> any.bytes(any.below(300));
            case 1 -> bytes.length == 0 ? bytes : any.oneBitOff(bytes);
            default -> bytes;
        };
    }
}
