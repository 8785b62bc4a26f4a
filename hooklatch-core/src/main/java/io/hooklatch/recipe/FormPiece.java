package io.hooklatch.recipe;

import io.hooklatch.message.Reason;
import io.hooklatch.message.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sorted fields of a form body; or nothing, where the signed query holds the digest of the body instead. */
final class FormPiece implements Piece {
    private final String digestParameter;

    /**
     * @param digestParameter the parameter that may hold the digest; empty for none
     */
    FormPiece(String digestParameter) {
        this.digestParameter = digestParameter;
    }

    @Override
    public boolean present(Request request, Scratch scratch) {
        return request.body().length > 0;
    }

    @Override
    public boolean find(Request request, Scratch scratch) {
        String digest = digest(scratch);
        if (digest == null) {
            return true;
        }
        byte[] wanted = Hash.hex(request.body()).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(wanted, digest.getBytes(StandardCharsets.UTF_8))
                || scratch.refuse(
                        Reason.SIGNATURE_MISMATCH,
                        "signature mismatch: " + digestParameter + " is not the digest of the body");
    }

    @Override
    public void feed(Request request, Scratch scratch, byte[] secret, int variant, ByteSink sink) {
        if (digest(scratch) == null) {
            List<byte[]> fields = FormText.sorted(request.body());
            for (byte[] bytes : fields) {
                Pieces.bytes(bytes, sink);
            }
        }
    }

    private @Nullable String digest(Scratch scratch) {
        return digestParameter.isEmpty()
                ? null
                : FormText.first(scratch.url.query().getBytes(StandardCharsets.ISO_8859_1), digestParameter);
    }
}
