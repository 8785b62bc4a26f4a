package io.hooklatch.gateway.cli.view;

import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A body as a person reads it: JSON, forms and XML in lines, other text as it is, anything else as a hex dump. */
public final class BodyView {
    /** So many lines are shown unless everything is asked for. */
    static final int LINES = 200;

    private static final int WIDTH = 400;
    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([a-z0-9_.:-]+)");

    private final boolean whole;

    /** @param whole whether also the lines beyond the usual number are printed, and their ends */
    public BodyView(boolean whole) {
        this.whole = whole;
    }

    /**
     * Prints a heading and the body.
     *
     * @param contentType what the sender calls it; empty when it says nothing
     */
    public void print(String contentType, byte[] body, PrintWriter out) {
        if (body.length == 0) {
            out.println("body       none");
            return;
        }
        Shown shown = shown(contentType.toLowerCase(Locale.ROOT), contentType, body);
        out.println("body       " + body.length + (body.length == 1 ? " byte, " : " bytes, ") + shown.form());
        int count = 0;
        for (String line : shown.lines()) {
            if (!whole && ++count > LINES) {
                out.println("  ... " + (shown.lines().size() - LINES) + " more lines; --full shows them");
                return;
            }
            out.println("  " + (whole ? line : cut(line)));
        }
    }

    private Shown shown(String type, String contentType, byte[] body) {
        Optional<String> decoded = text(contentType, body);
        if (decoded.isEmpty()) {
            return new Shown("binary", HexDump.lines(body, whole ? body.length : HexDump.USUAL));
        }
        String text = decoded.get();
        if (type.contains("json") || looksLikeJson(text)) {
            Optional<List<String>> json = JsonView.lines(text);
            if (json.isPresent()) {
                return new Shown("JSON", json.get());
            }
        }
        if (type.contains("x-www-form-urlencoded")) {
            return new Shown("form", FormView.lines(text));
        }
        if (type.contains("xml") || text.startsWith("<?xml")) {
            Optional<List<String>> xml = XmlView.lines(text);
            if (xml.isPresent()) {
                return new Shown("XML", xml.get());
            }
        }
        return new Shown("text", TextView.lines(text));
    }

    private static boolean looksLikeJson(String text) {
        String start = text.stripLeading();
        return start.startsWith("{") || start.startsWith("[");
    }

    /** The text, when the bytes are one in the charset that is said, or else in UTF-8. */
    private static Optional<String> text(String contentType, byte[] body) {
        Matcher said = CHARSET.matcher(contentType);
        Charset charset = StandardCharsets.UTF_8;
        if (said.find()) {
            try {
                charset = Charset.forName(said.group(1));
            } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
                charset = StandardCharsets.UTF_8;
            }
        }
        try {
            String text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException noText) {
            return Optional.empty();
        }
    }

    private static String cut(String line) {
        return line.length() <= WIDTH ? line : Safe.line(line, WIDTH);
    }

    /** @param lines safe for a terminal */
    private record Shown(String form, List<String> lines) {}
}
