package io.hooklatch.receive;

import io.hooklatch.diagnosis.Setup;
import io.hooklatch.message.Header;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts a live secret back where its digest is stored: the endpoint's recipe shows the secret as its sender would, and
 * where the digest of that is the stored one, that is what was sent. A request whose credential is none of the live
 * secrets is left as it is, and is refused.
 */
final class CredentialProof {
    private CredentialProof() {}

    static Request restored(Request stored, Endpoint endpoint, CredentialMask mask, long at) {
        boolean masked = stored.headers().list().stream().anyMatch(Header::masked)
                || stored.target().contains(Header.MASK);
        if (!masked) {
            return stored;
        }
        Setup setup = endpoint.setup();
        for (String secret : setup.secrets()) {
            Request shown;
            try {
                shown = setup.recipe().signer(secret, setup.options()).sign(bare(stored), Names.none(), at);
            } catch (RuntimeException e) {
                continue; // a recipe that cannot sign shows no secret either
            }
            Request restored = restored(
                    stored,
                    shown,
                    mask.mask(shown.headers(), endpoint.credentialHeaders()),
                    mask.target(shown.target(), endpoint.credentialParameters()));
            if (restored != stored) {
                return restored;
            }
        }
        return stored;
    }

    /** Without what is masked, so that the signer does not keep it. */
    private static Request bare(Request stored) {
        return stored.withHeaders(Headers.of(
                stored.headers().list().stream().filter(line -> !line.masked()).toList()));
    }

    private static Request restored(Request stored, Request shown, Headers digests, String target) {
        List<Header> lines = new ArrayList<>(stored.headers().list());
        boolean found = false;
        for (int i = 0; i < lines.size(); i++) {
            for (int k = 0; lines.get(i).masked() && k < digests.list().size(); k++) {
                Header digest = digests.list().get(k);
                if (digest.masked()
                        && digest.name().equalsIgnoreCase(lines.get(i).name())
                        && same(digest.value(), lines.get(i).value())) {
                    lines.set(
                            i,
                            new Header(
                                    lines.get(i).name(),
                                    shown.headers().list().get(k).value()));
                    found = true;
                }
            }
        }
        boolean inTarget = stored.target().contains(Header.MASK) && same(target, stored.target());
        Request restored = inTarget ? stored.withTarget(shown.target()) : stored;
        return found ? restored.withHeaders(Headers.of(lines)) : restored;
    }

    private static boolean same(String digest, String other) {
        return MessageDigest.isEqual(
                digest.getBytes(StandardCharsets.ISO_8859_1), other.getBytes(StandardCharsets.ISO_8859_1));
    }
}
