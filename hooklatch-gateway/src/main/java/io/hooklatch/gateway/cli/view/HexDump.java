package io.hooklatch.gateway.cli.view;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Bytes as sixteen to a line: where, the bytes, and those that are ASCII. */
final class HexDump {
    /** So many bytes are shown unless more are asked for. */
    static final int USUAL = 512;

    private static final int ROW = 16;
    private static final HexFormat HEX = HexFormat.of();

    private HexDump() {}

    static List<String> lines(byte[] body, int most) {
        List<String> lines = new ArrayList<>();
        int end = Math.min(body.length, most);
        for (int from = 0; from < end; from += ROW) {
            StringBuilder hex = new StringBuilder();
            StringBuilder ascii = new StringBuilder();
            for (int i = from; i < Math.min(from + ROW, end); i++) {
                hex.append(HEX.toHexDigits(body[i])).append(' ');
                ascii.append(body[i] >= ' ' && body[i] < 0x7f ? (char) body[i] : '.');
            }
            lines.add(String.format(Locale.ROOT, "%08x  %-48s %s", from, hex, ascii));
        }
        if (end < body.length) {
            lines.add("... " + (body.length - end) + " more bytes; --full shows them");
        }
        return lines;
    }
}
