package io.hooklatch.gateway.cli.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** XML with one tag to a line. Nothing is parsed beyond the tags: no entity is resolved, nothing is fetched. */
final class XmlView {
    private static final int DEEPEST = 200;
    private static final Pattern PIECE =
            Pattern.compile("(?s)<!--.*?-->|<!\\[CDATA\\[.*?]]>|<\\?.*?\\?>|<![^>]*>|<[^>]*>|[^<]+");

    private XmlView() {}

    /** Nothing when the tags do not fit each other. */
    static Optional<List<String>> lines(String text) {
        List<String> lines = new ArrayList<>();
        int depth = 0;
        int end = 0;
        // A tag whose element holds nothing but text is put into one line with it.
        boolean open = false;
        boolean filled = false;
        Matcher pieces = PIECE.matcher(text);
        while (pieces.lookingAt()) {
            String piece = pieces.group();
            end = pieces.end();
            pieces.region(end, text.length());
            if (piece.isBlank()) {
                continue;
            }
            if (piece.startsWith("</")) {
                if (--depth < 0) {
                    return Optional.empty();
                }
                if (open) {
                    join(lines, piece);
                } else {
                    lines.add("  ".repeat(depth) + Safe.line(piece));
                }
                open = false;
                filled = false;
            } else if (piece.startsWith("<")) {
                lines.add("  ".repeat(depth) + Safe.line(piece));
                open = !piece.startsWith("<!") && !piece.startsWith("<?") && !piece.endsWith("/>");
                filled = false;
                depth += open ? 1 : 0;
            } else if (open && !filled) {
                join(lines, piece.strip());
                filled = true;
            } else {
                lines.add("  ".repeat(depth) + Safe.line(piece.strip()));
                open = false;
            }
            if (depth > DEEPEST) {
                return Optional.empty();
            }
        }
        return end == text.length() && depth == 0 && !lines.isEmpty() ? Optional.of(lines) : Optional.empty();
    }

    private static void join(List<String> lines, String piece) {
        lines.set(lines.size() - 1, lines.get(lines.size() - 1) + Safe.line(piece));
    }
}
