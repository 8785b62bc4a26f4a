package io.hooklatch.diagnosis;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Writes a document in one style, up to a length. One use. */
final class JsonWriter {
    private static final char[] LOWER = "0123456789abcdef".toCharArray();
    private static final char[] UPPER = "0123456789ABCDEF".toCharArray();

    private final StringBuilder out = new StringBuilder();
    private final JsonStyle style;
    private final JsonStyle.Escapes escapes;
    private final boolean sorted;
    private final int most;

    private JsonWriter(JsonStyle style, JsonStyle.Escapes escapes, boolean sorted, int most) {
        this.style = style;
        this.escapes = escapes;
        this.sorted = sorted;
        this.most = most;
    }

    /** The document; cut, and therefore of no use, where it would be longer than {@code most}. */
    static String write(JsonText.Node node, JsonStyle style, JsonStyle.Escapes escapes, boolean sorted, int most) {
        JsonWriter writer = new JsonWriter(style, escapes, sorted, most);
        writer.node(node, 1);
        return writer.out.toString();
    }

    private void node(JsonText.Node node, int depth) {
        if (out.length() > most) {
            return;
        }
        if (node instanceof JsonText.Node.Members object) {
            members(object.members(), depth);
        } else if (node instanceof JsonText.Node.Items list) {
            items(list.items(), depth);
        } else if (node instanceof JsonText.Node.Text text) {
            string(text.text());
        } else if (node instanceof JsonText.Node.Literal literal) {
            out.append(literal.text());
        }
    }

    private void members(List<Map.Entry<String, JsonText.Node>> members, int depth) {
        List<Map.Entry<String, JsonText.Node>> ordered = members;
        if (sorted) {
            ordered = members.stream()
                    .sorted(Comparator.comparing(Map.Entry::getKey))
                    .toList();
        }
        if (ordered.isEmpty()) {
            out.append(style.inlineLists() ? "{ }" : "{}");
            return;
        }
        out.append('{');
        for (int i = 0; i < ordered.size(); i++) {
            between(i, depth, false);
            string(ordered.get(i).getKey());
            out.append(style.colon());
            node(ordered.get(i).getValue(), depth + 1);
        }
        line(depth - 1);
        out.append('}');
    }

    private void items(List<JsonText.Node> items, int depth) {
        boolean inline = style.inlineLists();
        if (items.isEmpty()) {
            out.append(inline ? "[ ]" : "[]");
            return;
        }
        out.append(inline ? "[ " : "[");
        for (int i = 0; i < items.size(); i++) {
            between(i, depth, inline);
            node(items.get(i), inline ? depth : depth + 1);
        }
        if (inline) {
            out.append(' ');
        } else {
            line(depth - 1);
        }
        out.append(']');
    }

    private void between(int index, int depth, boolean inline) {
        boolean oneLine = inline || style.indent().isEmpty();
        if (index > 0) {
            out.append(oneLine ? style.comma() : ",");
        }
        if (!oneLine) {
            line(depth);
        }
    }

    private void line(int depth) {
        if (!style.indent().isEmpty()) {
            out.append('\n');
            for (int i = 0; i < depth && out.length() <= most; i++) {
                out.append(style.indent());
            }
        }
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length() && out.length() <= most; i++) {
            character(text.charAt(i));
        }
        out.append('"');
    }

    private void character(char c) {
        if (escapes.marks().indexOf(c) >= 0) {
            unicode(c);
            return;
        }
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '/' -> out.append(escapes.slashes() ? "\\/" : "/");
            default -> {
                boolean separator = escapes.separators() && (c == '\u2028' || c == '\u2029');
                if (c < ' ' || separator || (escapes.ascii() && c > '~')) {
                    unicode(c);
                } else {
                    out.append(c);
                }
            }
        }
    }

    private void unicode(char c) {
        char[] digits = escapes.upper() ? UPPER : LOWER;
        out.append("\\u")
                .append(digits[c >> 12])
                .append(digits[(c >> 8) & 15])
                .append(digits[(c >> 4) & 15])
                .append(digits[c & 15]);
    }
}
