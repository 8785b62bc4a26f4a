package io.hooklatch.gateway.cli.view;

import java.util.List;

/** Text in its own lines. */
final class TextView {
    private TextView() {}

    static List<String> lines(String text) {
        return text.lines().map(line -> Safe.line(line.replace("\t", "    "))).toList();
    }
}
