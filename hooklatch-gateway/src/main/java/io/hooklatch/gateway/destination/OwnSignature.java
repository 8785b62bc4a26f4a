package io.hooklatch.gateway.destination;

import io.hooklatch.gateway.secret.Secret;
import io.hooklatch.message.Event;
import io.hooklatch.message.Header;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.recipe.Catalogue;
import io.hooklatch.recipe.Signer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Signs what is forwarded as the Standard Webhooks specification says, once for each secret, so that secrets can be
 * exchanged without a gap. The message id is our event id. Immutable and thread-safe.
 *
 * @see <a href="https://www.standardwebhooks.com/">Standard Webhooks</a>
 */
public final class OwnSignature {
    private static final OwnSignature NONE = new OwnSignature(List.of());
    private static final String ID = "webhook-id";
    private static final String TIMESTAMP = "webhook-timestamp";
    private static final String SIGNATURE = "webhook-signature";

    private final List<Signer> signers;

    private OwnSignature(List<Signer> signers) {
        this.signers = List.copyOf(signers);
    }

    /** Signs nothing; the id and the time are sent all the same. */
    public static OwnSignature none() {
        return NONE;
    }

    /**
     * This signature and one under another secret.
     *
     * @param secret {@code whsec_} and the base64 of 24 to 64 bytes
     * @throws IllegalArgumentException when it is not; the message does not hold it
     */
    public OwnSignature and(Secret secret) {
        List<Signer> more = new ArrayList<>(signers);
        more.add(Catalogue.standard().find("standard-webhooks").orElseThrow().signer(secret.reveal(), Map.of()));
        return new OwnSignature(more);
    }

    /** The header lines for one attempt. */
    List<Header> of(Event event, long nowMillis) {
        String id = event.id().toString();
        List<Header> lines = new ArrayList<>();
        lines.add(new Header(ID, id));
        lines.add(new Header(TIMESTAMP, Long.toString(nowMillis / 1000)));
        if (!signers.isEmpty()) {
            Request unsigned = Request.post("/", Headers.of(ID, id), event.body());
            List<String> signatures = signers.stream()
                    .map(signer -> signer.sign(unsigned, Names.none(), nowMillis))
                    .map(signed -> signed.headers().first(SIGNATURE).orElseThrow())
                    .toList();
            lines.add(new Header(SIGNATURE, String.join(" ", signatures)));
        }
        return lines;
    }

    /** How many secrets it signs with. */
    @Override
    public String toString() {
        return "OwnSignature[" + signers.size() + "]";
    }
}
