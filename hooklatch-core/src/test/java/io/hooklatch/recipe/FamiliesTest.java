package io.hooklatch.recipe;

import static io.hooklatch.recipe.Samples.NOW;
import static io.hooklatch.recipe.Samples.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Schemes of every family that is data, each against a signature that is computed here and not by the engine. */
class FamiliesTest {
    private static final String SECRET = "a-secret-of-ours";
    private static final String BODY = "{\"id\":\"é\",\"ok\":true,\"none\":null,\"n\":1.50}";
    private static final String HEX = "\"encoding\":\"hex\",\"algorithm\":\"hmac-sha256\"";
    private static final String BASE64 = "\"encoding\":\"base64\",\"algorithm\":\"hmac-sha256\"";

    @Test
    void constantTextAroundTheBody() throws GeneralSecurityException {
        String recipe = "{\"signature\":{\"in\":\"header x-li-signature\"," + HEX
                + ",\"signs\":[{\"text\":\"hmacsha256=\"},\"body\",{\"text\":\"é\"}]}}";
        String signature = hex(hmac("HmacSHA256", utf8(SECRET), utf8("hmacsha256=" + BODY + "é")));
        accepts(recipe, SECRET, Map.of(), post("x-li-signature", signature));
    }

    @Test
    void aHashOfTheBodyInItsPlace() throws GeneralSecurityException {
        String recipe = "{\"signature\":{\"in\":\"header x-signature\"," + HEX + ",\"signs\":\"body sha256\"}}";
        String hash = hex(MessageDigest.getInstance("SHA-256").digest(utf8(BODY)));
        accepts(recipe, SECRET, Map.of(), post("x-signature", hex(hmac("HmacSHA256", utf8(SECRET), utf8(hash)))));
    }

    @Test
    void weakDigestsUpperCaseAndAnAuthorizationHeader() throws GeneralSecurityException {
        String recipe = "{\"signature\":{\"in\":\"header authorization\",\"prefix\":\"HMAC \","
                + "\"encoding\":\"hex-upper\",\"algorithm\":\"hmac-md5\"},\"allow\":\"weak-digest\"}";
        String signature = HexFormat.of().withUpperCase().formatHex(hmac("HmacMD5", utf8(SECRET), utf8(BODY)));
        accepts(recipe, SECRET, Map.of(), post("Authorization", "HMAC " + signature));
    }

    @Test
    void base64OfTheHexadecimalText() throws GeneralSecurityException {
        String recipe = "{\"signature\":{\"in\":\"header signature\",\"encoding\":\"base64-of-hex\","
                + "\"algorithm\":\"hmac-sha512\",\"signs\":[{\"text\":\"pub\"},\"body\",{\"text\":\"pub\"}]}}";
        String hex = hex(hmac("HmacSHA512", utf8(SECRET), utf8("pub" + BODY + "pub")));
        accepts(recipe, SECRET, Map.of(), post("signature", Base64.getEncoder().encodeToString(utf8(hex))));
    }

    @Test
    void keysInOtherForms() throws GeneralSecurityException {
        byte[] key = utf8("0123456789");
        Map<String, String> secrets = Map.of(
                "hex", hex(key),
                "base64", Base64.getEncoder().encodeToString(key),
                "base64url", Base64.getUrlEncoder().encodeToString(key));
        String signature = hex(hmac("HmacSHA256", key, utf8(BODY)));
        secrets.forEach((encoding, secret) -> accepts(withKey(encoding), secret, Map.of(), post("x-sig", signature)));
        String accented = "sécret-ﬁ";
        byte[] normal = utf8(Normalizer.normalize(accented, Normalizer.Form.NFKD));
        accepts(withKey("nfkd"), accented, Map.of(), post("x-sig", hex(hmac("HmacSHA256", normal, utf8(BODY)))));
        byte[] sha1 = MessageDigest.getInstance("SHA-1").digest(utf8(SECRET));
        accepts(withKey("sha1"), SECRET, Map.of(), post("x-sig", hex(hmac("HmacSHA256", sha1, utf8(BODY)))));
    }

    private static String withKey(String encoding) {
        return "{\"signature\":{\"in\":\"header x-sig\"," + HEX + ",\"key\":{\"encoding\":\"" + encoding + "\"}}}";
    }

    @Test
    void aListThatBeginsWithTheTime() throws GeneralSecurityException {
        String recipe = "{\"signature\":{\"in\":\"header recurly-signature\",\"list\":{\"between\":\",\"}," + HEX
                + ",\"signs\":[\"timestamp\",{\"text\":\".\"},\"body\"]},"
                + "\"timestamp\":{\"first\":true,\"unit\":\"ms\",\"tolerance_s\":300}}";
        String signature = hex(hmac("HmacSHA256", utf8(SECRET), utf8(NOW + "." + BODY)));
        String text = NOW + "," + "00".repeat(32) + ", " + signature;
        accepts(recipe, SECRET, Map.of(), post("recurly-signature", text));
        refuses(recipe, post("recurly-signature", text), NOW + 300_001, Reason.TIMESTAMP_OUTSIDE_TOLERANCE);
    }

    @Test
    void twoHeadersOfWhichEitherFitsAndADateAfterTheBody() throws GeneralSecurityException {
        String recipe = "{\"signature\":{\"in\":[\"header box-signature-primary\",\"header box-signature-secondary\"],"
                + BASE64 + ",\"signs\":[\"body\",\"timestamp\"]},"
                + "\"timestamp\":{\"in\":\"header box-delivery-timestamp\",\"unit\":\"iso-8601\",\"tolerance_s\":600}}";
        String time = "2025-10-09T01:53:20-07:00";
        String good = base64(hmac("HmacSHA256", utf8(SECRET), utf8(BODY + time)));
        String other = base64(hmac("HmacSHA256", utf8("another"), utf8(BODY + time)));
        Request timed = post("BOX-DELIVERY-TIMESTAMP", time);
        accepts(recipe, SECRET, Map.of(), timed.withHeader("box-signature-secondary", good));
        accepts(
                recipe,
                SECRET,
                Map.of(),
                timed.withHeader("box-signature-secondary", good).withHeader("box-signature-primary", other));
        refuses(recipe, timed.withHeader("box-signature-primary", other), NOW, Reason.SIGNATURE_MISMATCH);
    }

    @Test
    void twoFamiliesOfHeaderNamesOfWhichOneIsSent() throws GeneralSecurityException {
        String recipe = "{\"signature\":{\"in\":[\"header svix-signature\",\"header webhook-signature\"],"
                + "\"pairs\":{\"between\":\" \",\"equals\":\",\",\"labels\":[\"v1\"]}," + BASE64
                + ",\"signs\":[{\"first_of\":[\"header svix-id\",\"header webhook-id\"]},{\"text\":\".\"},"
                + "\"timestamp\",{\"text\":\".\"},\"body\"]},"
                + "\"timestamp\":{\"in\":[\"header svix-timestamp\",\"header webhook-timestamp\"],\"unit\":\"s\","
                + "\"tolerance_s\":300},\"event_id\":[\"header svix-id\",\"header webhook-id\"]}";
        String signature = "v1," + base64(hmac("HmacSHA256", utf8(SECRET), utf8("m1." + NOW / 1000 + "." + BODY)));
        for (String family : List.of("svix", "webhook")) {
            Request request = post(family + "-id", "m1")
                    .withHeader(family + "-timestamp", Long.toString(NOW / 1000))
                    .withHeader(family + "-signature", signature);
            Verifier verifier = accepts(recipe, SECRET, Map.of(), request);
            assertThat(verifier.names(request).eventId()).contains("m1");
            assertThat(verifier.dedupeKeys(request, verifier.names(request))).hasSize(1);
            if (family.equals("webhook")) {
                refuses(recipe, request.withHeader("svix-id", "forged"), NOW, Reason.SIGNATURE_MISMATCH);
            }
        }
    }

    @Test
    void methodPublicUrlAndTime() throws GeneralSecurityException {
        String recipe = "{\"signature\":{\"in\":\"header x-hubspot-signature-v3\"," + BASE64
                + ",\"signs\":[\"method\",\"url\",\"body\",\"timestamp\"]},"
                + "\"timestamp\":{\"in\":\"header x-time\",\"unit\":\"ms\",\"tolerance_s\":300}}";
        String url = "https://hooks.example.com/in";
        Map<String, String> options = Map.of("url", url);
        byte[] signed = utf8("POST" + url + "?q=%20x" + BODY + NOW);
        Request request = post("x-hubspot-signature-v3", base64(hmac("HmacSHA256", utf8(SECRET), signed)))
                .withHeader("x-time", Long.toString(NOW))
                .withTarget("/internal/path?q=%20x");
        accepts(recipe, SECRET, options, request);
        refuses(recipe, SECRET, Map.of("url", "http://hooks.example.com/in"), request, Reason.SIGNATURE_MISMATCH);
        refuses(recipe, SECRET, Map.of("url", url, "method", "PUT"), request, Reason.SIGNATURE_MISMATCH);
        accepts(recipe, SECRET, Map.of("url", url + "?q=%20x"), request.withTarget("/internal/path"));
        refuses(
                recipe,
                SECRET,
                Map.of("url", url + "?q=%20x"),
                request.withTarget("/x?q=1"),
                Reason.SIGNATURE_MISMATCH);
    }

    @Test
    void publicUrlAndSortedFormFields() throws GeneralSecurityException {
        String recipe = "{\"signature\":{\"in\":\"header x-twilio-signature\",\"encoding\":\"base64\","
                + "\"algorithm\":\"hmac-sha1\",\"signs\":[\"url\",\"sorted form\"],\"key\":{\"min_bytes\":5}},"
                + "\"allow\":[\"weak-digest\",\"body-not-signed\"]}";
        // The example of Twilio's documentation on request validation.
        String url = "https://mycompany.com/myapp.php?foo=1&bar=2";
        String body =
                "Digits=1234&To=%2B18005551212&From=%2B14158675309&Caller=%2B14158675309&CallSid=CA1234567890ABCDE";
        Request request = Request.post("/x", Headers.of("X-Twilio-Signature", "RSOYDt4T1cUTdK1PDd93/VVr8B8="), body);
        Recipe twilio = Recipe.parse("twilio", recipe);
        assertThat(twilio.verifier(List.of("12345"), Map.of("url", url))
                        .verify(request, NOW)
                        .accepted())
                .isTrue();
    }

    @Test
    void aPathAndAQueryParameter() throws GeneralSecurityException {
        String recipe = "{\"signature\":{\"in\":\"query sig\"," + HEX
                + ",\"signs\":[\"path\",{\"text\":\"\\n\"},\"query n\",\"body\"]}}";
        String signature = hex(hmac("HmacSHA256", utf8(SECRET), utf8("/a%20b\né" + BODY)));
        accepts(recipe, SECRET, Map.of(), Request.post("/a%20b?n=%C3%A9&sig=" + signature, Headers.none(), BODY));
    }

    @Test
    void fieldsOfTheBodyThatSignThemselves() throws GeneralSecurityException {
        String recipe = "{\"signature\":{\"in\":\"json /signature/signature\"," + HEX
                + ",\"signs\":[\"timestamp\",\"json /signature/token\"]},\"timestamp\":{\"in\":"
                + "\"json /signature/timestamp\",\"unit\":\"s\"},\"event_id\":\"json /event-data/id\","
                + "\"allow\":\"body-not-signed\"}";
        String signature = hex(hmac("HmacSHA256", utf8(SECRET), utf8("1760000000tok")));
        String body = "{\"signature\":{\"timestamp\":\"1760000000\",\"token\":\"tok\",\"signature\":\"" + signature
                + "\"},\"event-data\":{\"id\":\"e1\"}}";
        Request request = Request.post("/", Headers.none(), body);
        Verifier verifier = Recipe.parse("mailgun", recipe).verifier(List.of(SECRET), Map.of());
        assertThat(verifier.verify(request, NOW).accepted()).isTrue();
        Request other = Request.post("/", Headers.none(), body.replace("\"e1\"", "\"e2\""));
        assertThat(verifier.dedupeKeys(other, verifier.names(other)))
                .as("fault 50: the body is not signed, so the signed bytes are the second key")
                .contains(verifier.dedupeKeys(request, verifier.names(request)).get(1));
        Request bare = Request.post("/", Headers.none(), body.replace("\"token\":\"tok\",", ""));
        assertThat(verifier.verify(bare, NOW).detail()).isEqualTo("missing signed value: json /signature/token");
        assertThat(verifier.verify(Request.post("/", Headers.none(), "{}"), NOW).detail())
                .isEqualTo("missing signature: json /signature/signature");
    }

    @Test
    void joinedFieldsWithNothingForNull() throws GeneralSecurityException {
        String recipe = "{\"signature\":{\"in\":\"header x-sig\"," + HEX + ",\"signs\":[\"json /id\",{\"text\":\":\"},"
                + "\"json /none\",{\"text\":\":\"},\"json /ok\",\"json /n\"]},\"allow\":\"body-not-signed\"}";
        String signature = hex(hmac("HmacSHA256", utf8(SECRET), utf8("é::true1.50")));
        assertThat(Recipe.parse("fields", recipe)
                        .verifier(List.of(SECRET), Map.of())
                        .verify(post("x-sig", signature), NOW)
                        .accepted())
                .isTrue();
    }

    @Test
    void aPlainDigestOverPartsWithTheSecret() throws GeneralSecurityException {
        String recipe = "{\"signature\":{\"in\":\"header x-cld-signature\",\"encoding\":\"hex\","
                + "\"algorithm\":\"digest-sha384\",\"signs\":[\"body\",\"timestamp\",\"secret\"]},"
                + "\"timestamp\":{\"in\":\"header x-cld-timestamp\",\"unit\":\"s\",\"tolerance_s\":7200}}";
        String time = Long.toString(NOW / 1000);
        byte[] digest = MessageDigest.getInstance("SHA-384").digest(utf8(BODY + time + SECRET));
        accepts(recipe, SECRET, Map.of(), post("x-cld-timestamp", time).withHeader("x-cld-signature", hex(digest)));
    }

    private static Verifier accepts(String recipe, String secret, Map<String, String> options, Request request) {
        Verifier verifier = Recipe.parse("scheme", recipe).verifier(List.of(secret), options);
        assertThat(verifier.verify(request, NOW)).isEqualTo(Verdict.verified("scheme@1.0.0", "1"));
        Verdict changed = verifier.verify(request.withBody(new Arbitrary(3).oneBitOff(request.body())), NOW);
        assertThat(changed.reason()).contains(Reason.SIGNATURE_MISMATCH);
        return verifier;
    }

    private static void refuses(
            String recipe, String secret, Map<String, String> options, Request request, Reason reason) {
        Verifier verifier = Recipe.parse("scheme", recipe).verifier(List.of(secret), options);
        assertThat(verifier.verify(request, NOW).reason()).contains(reason);
    }

    private static void refuses(String recipe, Request request, long now, Reason reason) {
        Verifier verifier = Recipe.parse("scheme", recipe).verifier(List.of(SECRET), Map.of());
        assertThat(verifier.verify(request, now).reason()).contains(reason);
    }

    private static Request post(String header, String value) {
        return Request.post("/", Headers.of(header, value), BODY);
    }

    private static byte[] hmac(String algorithm, byte[] key, byte[] message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(key, algorithm));
        return mac.doFinal(message);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
