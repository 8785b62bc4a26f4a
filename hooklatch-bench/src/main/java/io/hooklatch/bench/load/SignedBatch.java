package io.hooklatch.bench.load;

import io.hooklatch.message.Header;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Signed requests that wait to be sent, each of them once. {@link #next()} is thread-safe. */
public final class SignedBatch {
    static final int SIGNATURE_LENGTH = 64;

    private static final List<Header> HEADERS = Headers.of(
                    "host", "hooks.example.com",
                    "user-agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
                    "accept", "*/*; q=0.5, application/xml",
                    "cache-control", "no-cache",
                    "content-type", "application/json; charset=utf-8",
                    "content-length", Integer.toString(StripeTraffic.BODY_BYTES))
            .list();

    private final byte[] body;
    private final int idAt;
    private final long first;
    private final String beforeSignature;
    private final byte[] signatures;
    private final AtomicInteger taken = new AtomicInteger();

    SignedBatch(byte[] body, int idAt, long first, String beforeSignature, byte[] signatures) {
        this.body = body;
        this.idAt = idAt;
        this.first = first;
        this.beforeSignature = beforeSignature;
        this.signatures = signatures;
    }

    /** How many there were at first. */
    public int size() {
        return signatures.length / SIGNATURE_LENGTH;
    }

    /** The next one as the library takes it; absent when all have been taken. */
    public Optional<Request> next() {
        int index = taken.getAndIncrement();
        if (index >= size()) {
            return Optional.empty();
        }
        byte[] own = body.clone();
        Alphabet.write(first + index, own, idAt);
        List<Header> lines = new ArrayList<>(HEADERS.size() + 1);
        lines.addAll(HEADERS);
        String signature =
                new String(signatures, index * SIGNATURE_LENGTH, SIGNATURE_LENGTH, StandardCharsets.ISO_8859_1);
        lines.add(new Header("stripe-signature", beforeSignature + signature));
        return Optional.of(new Request("POST", StripeTraffic.PATH, Headers.of(lines), own, "192.0.2.7"));
    }

    /** All of them as they go over the wire, to be filled in one after the other; not thread-safe. */
    public Wire wire() {
        StringBuilder head = new StringBuilder("POST " + StripeTraffic.PATH + " HTTP/1.1\r\n");
        for (Header line : HEADERS) {
            head.append(line.name()).append(": ").append(line.value()).append("\r\n");
        }
        head.append("stripe-signature: ").append(beforeSignature);
        return new Wire(head.toString().getBytes(StandardCharsets.US_ASCII));
    }

    /** Requests as bytes. */
    public final class Wire {
        private final byte[] bytes;
        private final int signatureAt;
        private final int bodyAt;

        private Wire(byte[] head) {
            signatureAt = head.length;
            bodyAt = head.length + SIGNATURE_LENGTH + 4;
            bytes = new byte[bodyAt + body.length];
            System.arraycopy(head, 0, bytes, 0, head.length);
            byte[] end = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(end, 0, bytes, bodyAt - end.length, end.length);
            System.arraycopy(body, 0, bytes, bodyAt, body.length);
        }

        /** The next request, valid until the next call; an empty array when all have been taken. */
        public byte[] next() {
            int index = taken.getAndIncrement();
            if (index >= size()) {
                return new byte[0];
            }
            System.arraycopy(signatures, index * SIGNATURE_LENGTH, bytes, signatureAt, SIGNATURE_LENGTH);
            Alphabet.write(first + index, bytes, bodyAt + idAt);
            return bytes;
        }
    }
}
