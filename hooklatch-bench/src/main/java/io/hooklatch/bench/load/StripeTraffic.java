package io.hooklatch.bench.load;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Stripe's webhooks as Stripe sends them: events of 1,024 bytes, each with an id of its own, signed as its documentation
 * says: HMAC-SHA256 over {@code time.body} under the endpoint's secret, in hex. Signed here by the JDK alone, so that
 * what is verified was not signed by the code that verifies it.
 *
 * <p>A signature costs a microsecond. So that the load does not share the processor with the making of it, signatures are
 * made beforehand, and the run only copies the body and puts id and signature in.
 */
public final class StripeTraffic {
    /** The endpoint's secret. */
    public static final String SECRET = "whsec_c29tZXRoaW5nIHRoYXQgbm9ib2R5IGd1ZXNzZXM";

    /** The path that it is sent to. */
    public static final String PATH = "/webhooks/stripe";

    /** How many bytes one body has. */
    public static final int BODY_BYTES = 1024;

    private static final String TEMPLATE = """
            {
              "id": "evt_1[id]",
              "object": "event",
              "api_version": "2025-06-30",
              "created": 1763683200,
              "data": {
                "object": {
                  "id": "pi_3",
                  "object": "payment_intent",
                  "amount": 4900,
                  "currency": "eur",
                  "description": "[text]",
                  "status": "succeeded"
                }
              },
              "livemode": true,
              "pending_webhooks": 1,
              "request": {
                "id": "req_7Fh2",
                "idempotency_key": "8a1c"
              },
              "type": "payment_intent.succeeded"
            }""";
    private static final int ID_AT = TEMPLATE.indexOf("[id]");

    private final byte[] body;
    private long made;

    /** Traffic whose ids differ from those of traffic with another number. */
    public StripeTraffic(int number) {
        this.made = (long) number << 32;
        String text = TEMPLATE.replace("[id]", "x".repeat(Alphabet.NAME_LENGTH));
        String filler = "an order of several things that somebody wanted, ";
        int missing = BODY_BYTES - text.length() + "[text]".length();
        String description = filler.repeat(missing / filler.length() + 1).substring(0, missing);
        this.body = text.replace("[text]", description).getBytes(StandardCharsets.US_ASCII);
    }

    /** The next so many, signed with this time in seconds since the epoch. */
    public SignedBatch sign(int count, long epochSecond) {
        long first = made;
        made += count;
        byte[] signatures = new byte[Math.multiplyExact(count, SignedBatch.SIGNATURE_LENGTH)];
        byte[] signed = body.clone();
        byte[] digest = new byte[32];
        byte[] time = Long.toString(epochSecond).getBytes(StandardCharsets.US_ASCII);
        HexFormat hex = HexFormat.of();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            for (int i = 0; i < count; i++) {
                Alphabet.write(first + i, signed, ID_AT);
                mac.update(time);
                mac.update((byte) '.');
                mac.update(signed);
                mac.doFinal(digest, 0);
                for (int b = 0; b < digest.length; b++) {
                    int at = i * SignedBatch.SIGNATURE_LENGTH + 2 * b;
                    signatures[at] = (byte) hex.toHighHexDigit(digest[b]);
                    signatures[at + 1] = (byte) hex.toLowHexDigit(digest[b]);
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
        return new SignedBatch(body, ID_AT, first, "t=" + epochSecond + ",v1=", signatures);
    }
}
