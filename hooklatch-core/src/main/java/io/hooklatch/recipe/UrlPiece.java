package io.hooklatch.recipe;

import io.hooklatch.message.Request;
import java.nio.charset.StandardCharsets;

/** The public URL of the request, or what a form takes of it. */
final class UrlPiece implements Piece {
    /** What encodeURI of ECMAScript (ECMA-262, section 19.2.6) leaves alone beside letters and digits. */
    private static final String PLAIN_URI = ";/?:@&=+$,-_.!~*'()#";

    private static final String PLAIN_COMPONENT = "-_.!~*'()";

    private final UrlForm form;

    UrlPiece(UrlForm form) {
        this.form = form;
    }

    @Override
    public int variants() {
        return form.variants();
    }

    @Override
    public void feed(Request request, Scratch scratch, byte[] secret, int variant, ByteSink sink) {
        PublicUrl.Seen url = scratch.url;
        String text = switch (form) {
            case WHOLE -> url.whole();
            case ANY_PORT -> variant == 0 ? url.whole() : url.withOtherPort();
            case DECODED -> variant == 0 ? decoded(url.whole()) : url.whole();
            case WITHOUT_QUERY -> url.base() + url.path();
            case TARGET -> url.target();
            case TARGET_ENCODED -> encoded(url);
            case HOST -> url.host();
        };
        Pieces.text(text, sink);
    }

    /** With the escapes that HubSpot's documentation lists decoded. */
    private static String decoded(String url) {
        if (url.indexOf('%') < 0) {
            return url;
        }
        StringBuilder out = new StringBuilder(url.length());
        for (int i = 0; i < url.length(); i++) {
            int value = url.charAt(i) == '%' && i + 2 < url.length() ? hex(url, i + 1) : -1;
            if (value >= 0 && ":/?@!$'()*,;".indexOf(value) >= 0) {
                out.append((char) value);
                i += 2;
            } else {
                out.append(url.charAt(i));
            }
        }
        return out.toString();
    }

    private static int hex(String text, int at) {
        int high = Character.digit(text.charAt(at), 16);
        int low = Character.digit(text.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : 16 * high + low;
    }

    /** As Contentful's toolkit writes it: the query escaped, then all of it. */
    private static String encoded(PublicUrl.Seen url) {
        String query = url.query().isEmpty() ? "" : "?" + escaped(url.query(), PLAIN_COMPONENT);
        return escaped(url.path() + query, PLAIN_URI);
    }

    private static String escaped(String text, String plain) {
        StringBuilder out = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.ISO_8859_1)) {
            char c = (char) (b & 0xFF);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || plain.indexOf(c) >= 0)) {
                out.append(c);
            } else {
                out.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return out.toString();
    }
}
