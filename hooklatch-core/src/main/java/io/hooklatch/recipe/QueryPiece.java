package io.hooklatch.recipe;

import io.hooklatch.message.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The parameters of the public URL's query as {@code name=value} between {@code &}, decoded and sorted. */
final class QueryPiece implements Piece {
    private static final byte[] EQUALS = {'='};
    private static final byte[] AND = {'&'};

    @Override
    public boolean present(Request request, Scratch scratch) {
        return !scratch.url.query().isEmpty();
    }

    @Override
    public void feed(Request request, Scratch scratch, byte[] secret, int variant, ByteSink sink) {
        List<byte[]> pairs = FormText.sorted(scratch.url.query().getBytes(StandardCharsets.ISO_8859_1));
        for (int i = 0; i < pairs.size(); i += 2) {
            if (i > 0) {
                Pieces.bytes(AND, sink);
            }
            Pieces.bytes(pairs.get(i), sink);
            Pieces.bytes(EQUALS, sink);
            Pieces.bytes(pairs.get(i + 1), sink);
        }
    }
}
