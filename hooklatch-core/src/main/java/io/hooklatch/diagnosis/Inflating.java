package io.hooklatch.diagnosis;

import io.hooklatch.message.Cause;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;

/** Bodies decompressed, to a limit, and compressed. */
final class Inflating implements BodyHunt.Source {
    private static final int MOST = 4 << 20;

    @Override
    public Iterator<BodyHunt.Candidate> of(byte[] body, Purse purse) {
        List<BodyHunt.Candidate> all = new ArrayList<>();
        if (packed(body)) {
            unpacked(body, purse)
                    .ifPresent(bytes ->
                            all.add(new BodyHunt.Candidate(Cause.BODY_COMPRESSED, bytes, "once decompressed")));
        } else if (body.length > 0) {
            purse.work(4L * body.length);
            all.add(new BodyHunt.Candidate(
                    Cause.BODY_COMPRESSED, gzip(body), "compressed with gzip, as it seems to have been sent"));
        }
        return all.iterator();
    }

    /** Whether bytes begin as gzip (RFC 1952) or zlib (RFC 1950) do. */
    static boolean packed(byte[] body) {
        boolean gzip = body.length > 2 && body[0] == 0x1f && (body[1] & 0xff) == 0x8b;
        boolean zlib = body.length > 2 && body[0] == 0x78 && ((body[0] << 8) + (body[1] & 0xff)) % 31 == 0;
        return gzip || zlib;
    }

    private static Optional<byte[]> unpacked(byte[] body, Purse purse) {
        try (InputStream stream = body[0] == 0x1f
                ? new GZIPInputStream(new ByteArrayInputStream(body))
                : new InflaterInputStream(new ByteArrayInputStream(body))) {
            byte[] bytes = stream.readNBytes(MOST);
            purse.work(bytes.length);
            return stream.read() < 0 ? Optional.of(bytes) : Optional.empty();
        } catch (IOException e) {
            // Not compressed after all.
            return Optional.empty();
        }
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(packed)) {
            stream.write(body);
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return packed.toByteArray();
    }
}
