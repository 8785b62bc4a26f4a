package io.hooklatch.gateway.destination;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** A provider's words as a header value: they may come from a JSON body and hold anything. */
final class HeaderText {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private HeaderText() {}

    /** Visible ASCII but {@code %} stays; every other byte of the UTF-8 form is percent-encoded. */
    static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet > ' ' && octet < 0x7f && octet != '%') {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append(HEX.toHexDigits(octet));
            }
        }
        return encoded.toString();
    }
}
