package io.hooklatch.recipe;

import static io.hooklatch.recipe.Samples.NOW;
import static io.hooklatch.recipe.Samples.signatureHeader;
import static io.hooklatch.recipe.Samples.signed;
import static io.hooklatch.recipe.Samples.verifier;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with the headers of a request is a typed refusal, for every provider of the catalogue. */
class RefusalsTest {
    static List<String> providers() {
        return Samples.PROVIDERS;
    }

    @ParameterizedTest
    @MethodSource("providers")
    void fault44_aRepeatedSignatureHeaderIsNeverFirstOneWins(String provider) {
        String header = signatureHeader(provider);
        Request good = signed(provider);
        String value = good.headers().first(header).orElseThrow();
        for (String other : List.of(value, "", "rubbish", value.replaceAll("[0-9a-f]{2}$", "00"))) {
            Headers bare = good.headers().without(header);
            assertRefused(
                    provider,
                    good.withHeaders(bare.plus(header, value).plus(header, other)),
                    Reason.MALFORMED_SIGNATURE,
                    "malformed signature: header " + header + " is repeated");
            assertRefused(
                    provider,
                    good.withHeaders(bare.plus(header, other).plus(header.toUpperCase(Locale.ROOT), value)),
                    Reason.MALFORMED_SIGNATURE,
                    "malformed signature: header " + header + " is repeated");
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void fault44_bytesBeyondAsciiInTheSignatureAreMalformed(String provider) {
        String header = signatureHeader(provider);
        Request good = signed(provider);
        String value = good.headers().first(header).orElseThrow();
        int signature = Math.max(value.lastIndexOf('='), value.lastIndexOf(',')) + 1;
        signature = signature == value.length() ? value.length() - 4 : signature;
        for (char c : new char[] {0x00, 0x0A, 0x7F, 0x80, 0xA0, 0xE9, 0xFF, 0x0660, 0xFF11, 0xD800}) {
            String odd = value.substring(0, signature) + c + value.substring(signature + 1);
            assertRefused(provider, with(good, header, odd), Reason.MALFORMED_SIGNATURE, "malformed signature: not 32");
        }
    }

    static Stream<Arguments> malformed() {
        return Samples.PROVIDERS.stream().flatMap(provider -> {
            String value =
                    signed(provider).headers().first(signatureHeader(provider)).orElseThrow();
            return Stream.of(
                            "",
                            ",",
                            "=",
                            ",,,,====",
                            "v1",
                            "v1=",
                            "v1,",
                            "sha256=",
                            value + "00",
                            value + "A",
                            value.substring(0, value.length() - 1),
                            "Bearer x",
                            "x".repeat(20_000))
                    .map(bad -> Arguments.of(provider, bad));
        });
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("malformed")
    void fault44_aMalformedSignatureIsATypedRefusal(String provider, String value) {
        assertRefused(
                provider,
                with(signed(provider), signatureHeader(provider), value),
                Reason.MALFORMED_SIGNATURE,
                "malformed signature: ");
    }

    @ParameterizedTest
    @MethodSource("providers")
    void moreSignaturesThanAnyoneSendsAreRefused(String provider) {
        String header = signatureHeader(provider);
        Request good = signed(provider);
        String value = good.headers().first(header).orElseThrow();
        String separator = provider.equals("standard-webhooks") ? " " : ",";
        String item = value.substring(value.lastIndexOf(separator) + 1);
        Verdict verdict = verifier(provider).verify(with(good, header, value + (separator + item).repeat(200)), NOW);
        assertThat(verdict.reason()).contains(Reason.MALFORMED_SIGNATURE);
    }

    @ParameterizedTest
    @CsvSource({
        "stripe, stripe-signature, v1=, v0=",
        "stripe, stripe-signature, v1=, v2=",
        "stripe, stripe-signature, v1=, V1=",
        "stripe, stripe-signature, v1=, xv1=",
        "knock, x-knock-signature, s=, s0=",
        "knock, x-knock-signature, s=, S=",
        "standard-webhooks, webhook-signature, 'v1,', 'v1a,'",
        "standard-webhooks, webhook-signature, 'v1,', 'v0,'",
        "standard-webhooks, webhook-signature, 'v1,', 'v2,'",
        "github, x-hub-signature-256, sha256=, sha1=",
        "github, x-hub-signature-256, sha256=, SHA256=",
        "github, x-hub-signature-256, sha256=, ''"
    })
    void fault51_anUnknownOrWeakerSchemeLabelNeverCounts(String provider, String header, String label, String other) {
        Request good = signed(provider);
        String value = good.headers().first(header).orElseThrow();
        assertThat(verifier(provider).verify(good, NOW).kind()).isEqualTo(Verdict.Kind.VERIFIED);
        assertRefused(
                provider,
                with(good, header, value.replace(label, other)),
                Reason.MALFORMED_SIGNATURE,
                "malformed signature: ");
    }

    @ParameterizedTest
    @CsvSource({
        "github, x-hub-signature-256, x-hub-signature",
        "stripe, stripe-signature, x-stripe-signature",
        "knock, x-knock-signature, knock-signature",
        "standard-webhooks, webhook-signature, svix-signature"
    })
    void fault51_aSignatureUnderAnotherNameIsMissing(String provider, String header, String other) {
        Request good = signed(provider);
        String value = good.headers().first(header).orElseThrow();
        assertRefused(
                provider,
                good.withHeaders(good.headers().without(header).plus(other, value)),
                Reason.MISSING_SIGNATURE,
                "missing signature header: " + header);
    }

    @ParameterizedTest
    @CsvSource({"stripe, v0=", "standard-webhooks, 'v1a,'"})
    void fault51_aSchemeThatFitsNothingBesideTheRightOneDoesNotDisturbIt(String provider, String label) {
        String header = signatureHeader(provider);
        Request good = signed(provider);
        String value = good.headers().first(header).orElseThrow();
        String more = provider.equals("stripe") ? value + "," + label + "00" : label + "AA== " + value;
        assertThat(verifier(provider).verify(with(good, header, more), NOW).kind())
                .isEqualTo(Verdict.Kind.VERIFIED);
    }

    @ParameterizedTest
    @CsvSource({
        "MISSING_TIMESTAMP, missing timestamp header: webhook-timestamp, ''",
        "MALFORMED_TIMESTAMP, malformed timestamp: not a whole number of seconds, 17600000x0",
        "MALFORMED_TIMESTAMP, malformed timestamp: not a whole number of seconds, -1760000000",
        "MALFORMED_TIMESTAMP, malformed timestamp: not a whole number of seconds, 1760000000.0",
        "MALFORMED_TIMESTAMP, malformed timestamp: not a whole number of seconds, 0x68E7",
        "MALFORMED_TIMESTAMP, malformed timestamp: not a whole number of seconds, 99999999999999999999999",
        "MALFORMED_TIMESTAMP, malformed timestamp: not a whole number of seconds, 9223372036854775808",
        "MALFORMED_TIMESTAMP, malformed timestamp: not a whole number of seconds, ١٧٦٠٠٠٠٠٠٠",
        "TIMESTAMP_OUTSIDE_TOLERANCE, 's in the future, 300 s allowed', 999999999999999",
        "TIMESTAMP_OUTSIDE_TOLERANCE, '1760000000 s old, 300 s allowed', 0"
    })
    void aTimestampIsStrict(Reason reason, String detail, String value) {
        assertRefused(
                "standard-webhooks", with(signed("standard-webhooks"), "webhook-timestamp", value), reason, detail);
    }

    /** Cut to its low byte, the letter would be the one that was signed. */
    @Test
    void aSignedHeaderThatIsNotMadeOfBytesIsRefused() {
        assertRefused(
                "standard-webhooks",
                with(signed("standard-webhooks"), "webhook-id", (char) ('d' + 0x100) + "lv-1"),
                Reason.MALFORMED_REQUEST,
                "signed header is not made of bytes: webhook-id");
    }

    private static Request with(Request request, String header, String value) {
        return request.withHeaders(request.headers().without(header).plus(header, value));
    }

    private static void assertRefused(String provider, Request request, Reason reason, String detail) {
        Verdict verdict = verifier(provider).verify(request, NOW);
        assertThat(verdict.reason()).contains(reason);
        assertThat(verdict.detail()).contains(detail);
        assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(verdict.detail()))
                .isTrue();
    }
}
