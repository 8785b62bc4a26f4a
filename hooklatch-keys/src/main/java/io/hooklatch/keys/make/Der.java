package io.hooklatch.keys.make;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** The few forms of DER (ITU-T X.690) that a certificate is made of, each as its bytes. */
final class Der {
    static final byte[] NULL = {5, 0};

    private Der() {}

    /** Any form: its tag, its length, its content. */
    static byte[] of(int tag, byte[]... contents) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] one : contents) {
            content.writeBytes(one);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream(content.size() + 6);
        whole.write(tag);
        int length = content.size();
        if (length < 0x80) {
            whole.write(length);
        } else if (length < 0x100) {
            whole.write(0x81);
            whole.write(length);
        } else {
            whole.write(0x82);
            whole.write(length >> 8);
            whole.write(length);
        }
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }

    static byte[] sequence(byte[]... members) {
        return of(0x30, members);
    }

    static byte[] integer(BigInteger value) {
        return of(2, value.toByteArray());
    }

    static byte[] text(String value) {
        return of(0x0c, value.getBytes(StandardCharsets.UTF_8));
    }

    /** A moment as {@code yyyyMMddHHmmssZ}. */
    static byte[] time(String value) {
        return of(0x18, value.getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] octets(byte[] value) {
        return of(4, value);
    }

    /** Whole bytes as a string of bits. */
    static byte[] bits(byte[] value) {
        return of(3, new byte[] {0}, value);
    }

    static byte[] yes() {
        return of(1, new byte[] {(byte) 0xff});
    }

    /** An object identifier, as {@code 2.5.4.3}. */
    static byte[] identifier(String dotted) {
        String[] arcs = dotted.split("\\.", -1);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.write(Integer.parseInt(arcs[0]) * 40 + Integer.parseInt(arcs[1]));
        for (int i = 2; i < arcs.length; i++) {
            int arc = Integer.parseInt(arcs[i]);
            for (int shift = 28; shift > 0; shift -= 7) {
                if (arc >>> shift > 0) {
                    content.write(0x80 | ((arc >>> shift) & 0x7f));
                }
            }
            content.write(arc & 0x7f);
        }
        return of(6, content.toByteArray());
    }
}
