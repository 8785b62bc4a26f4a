package io.hooklatch.oracles;

import com.adyen.util.HMACValidator;
import io.hooklatch.message.Request;
import java.util.HexFormat;

/** Adyen's webhooks for platforms, which sign the body. */
final class AdyenPlatformOracle implements SigningOracle {
    private final HMACValidator library = new HMACValidator();

    @Override
    public String provider() {
        return "adyen-platform";
    }

    @Override
    public Secret secret(Arbitrary any) {
        return Secret.shared(HexFormat.of().formatHex(any.bytes(32)));
    }

    @Override
    public boolean verifies(Request request, String secret) throws Exception {
        return library.validateHMAC(Oracle.header(request, "hmacsignature"), secret, Oracle.text(request));
    }

    @Override
    public Request sign(Request unsigned, String secret, long nowMillis) throws Exception {
        return unsigned.withHeader("HmacSignature", library.calculateHMAC(Oracle.text(unsigned), secret));
    }
}
