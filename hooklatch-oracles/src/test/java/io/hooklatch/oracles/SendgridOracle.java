package io.hooklatch.oracles;

import com.sendgrid.helpers.eventwebhook.EventWebhook;
import io.hooklatch.message.Request;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Security;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Public keys, a new pair for each request. The library asks for its provider of cryptography by name. */
final class SendgridOracle implements Oracle {
    private final KeyPairGenerator pairs;

    SendgridOracle() {
        if (Security.getProvider(BouncyCastleProvider.PROVIDER_NAME) == null) {
            Security.addProvider(new BouncyCastleProvider());
        }
        try {
            pairs = KeyPairGenerator.getInstance("EC");
            pairs.initialize(new ECGenParameterSpec("secp256r1"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no P-256", e);
        }
    }

    @Override
    public String provider() {
        return "sendgrid";
    }

    @Override
    public Secret secret(Arbitrary any) {
        KeyPair pair = pairs.generateKeyPair();
        Base64.Encoder base64 = Base64.getEncoder();
        return new Secret(
                base64.encodeToString(pair.getPrivate().getEncoded()),
                base64.encodeToString(pair.getPublic().getEncoded()));
    }

    @Override
    public boolean verifies(Request request, String secret) throws Exception {
        EventWebhook library = new EventWebhook();
        return library.VerifySignature(
                library.ConvertPublicKeyToECDSA(secret),
                request.body(),
                Oracle.header(request, "x-twilio-email-event-webhook-signature"),
                Oracle.header(request, "x-twilio-email-event-webhook-timestamp"));
    }
}
