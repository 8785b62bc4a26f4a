package io.hooklatch.diagnosis;

import io.hooklatch.message.Cause;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Bodies in another charset or normal form; only where each character has its place in it. */
final class Charsets implements BodyHunt.Source {
    private static final List<Charset> OTHERS =
            List.of(StandardCharsets.ISO_8859_1, Charset.forName("windows-1252"), StandardCharsets.UTF_16LE);

    @Override
    public Iterator<BodyHunt.Candidate> of(byte[] body, Purse purse) {
        purse.work(12L * body.length);
        List<BodyHunt.Candidate> all = new ArrayList<>();
        boolean ascii = true;
        for (byte b : body) {
            ascii &= b >= 0;
        }
        if (ascii) {
            return all.iterator();
        }
        Optional<String> utf8 = decoded(body, StandardCharsets.UTF_8);
        for (Charset other : OTHERS) {
            utf8.flatMap(text -> encoded(text, other)).ifPresent(bytes -> add(all, body, bytes, "in " + other.name()));
            decoded(body, other)
                    .flatMap(text -> encoded(text, StandardCharsets.UTF_8))
                    .ifPresent(bytes -> add(all, body, bytes, "read as " + other.name() + " and written in UTF-8"));
        }
        for (Normalizer.Form form : List.of(Normalizer.Form.NFC, Normalizer.Form.NFD)) {
            utf8.map(text -> Normalizer.normalize(text, form).getBytes(StandardCharsets.UTF_8))
                    .ifPresent(bytes -> add(all, body, bytes, "in Unicode's normal form " + form));
        }
        return all.iterator();
    }

    private static void add(List<BodyHunt.Candidate> all, byte[] body, byte[] bytes, String words) {
        if (!Arrays.equals(body, bytes)) {
            all.add(new BodyHunt.Candidate(Cause.CHARSET_CHANGED, bytes, words));
        }
    }

    private static Optional<String> decoded(byte[] bytes, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> encoded(String text, Charset charset) {
        try {
            ByteBuffer bytes = charset.newEncoder().encode(CharBuffer.wrap(text));
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            return Optional.of(copy);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
