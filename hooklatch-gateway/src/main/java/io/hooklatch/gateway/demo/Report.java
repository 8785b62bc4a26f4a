package io.hooklatch.gateway.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The table of what was found, and whether it is what was to be found. */
final class Report {
    private static final String MARGIN = "  ";
    private static final String HEAD = "endpoint";

    private final Screen screen;
    private final Map<String, Tally> expected;
    private final Map<String, Tally> found;

    /** Both with the same endpoints in the same order. */
    Report(Screen screen, Map<String, Tally> expected, Map<String, Tally> found) {
        this.screen = screen;
        this.expected = expected;
        this.found = found;
    }

    /** One line for each number that is not as expected. */
    List<String> differences() {
        List<String> lines = new ArrayList<>();
        expected.forEach((endpoint, tally) ->
                lines.addAll(found.getOrDefault(endpoint, new Tally()).differences(endpoint, tally)));
        return lines;
    }

    void print() {
        Map<String, Tally> rows = new LinkedHashMap<>(found);
        Tally whole = new Tally();
        found.values().forEach(whole::addAll);
        int name = rows.keySet().stream().mapToInt(String::length).reduce(HEAD.length(), Math::max);
        int width = MARGIN.length() + name;
        StringBuilder head = new StringBuilder(MARGIN).append(Text.left(HEAD, name));
        for (Figure figure : Figure.values()) {
            head.append(MARGIN).append(Text.right(figure.title(), width(figure, whole)));
            width += MARGIN.length() + width(figure, whole);
        }
        screen.line(screen.strong(head.toString()));
        screen.line(MARGIN + screen.rule(width - MARGIN.length()));
        rows.forEach((endpoint, tally) -> screen.line(row(endpoint, name, tally, whole, true)));
        screen.line(MARGIN + screen.rule(width - MARGIN.length()));
        screen.line(row("total", name, whole, whole, false));
        screen.line("");
        screen.line(screen.strong(MARGIN + "refused for"));
        found.forEach((endpoint, tally) -> screen.line(MARGIN + Text.left(endpoint, name) + MARGIN + reasons(tally)));
    }

    private static String reasons(Tally tally) {
        if (tally.refused().isEmpty()) {
            return "none";
        }
        return tally.refused().entrySet().stream()
                .map(reason ->
                        Text.grouped(reason.getValue()) + " " + reason.getKey().name())
                .collect(Collectors.joining(", "));
    }

    private static int width(Figure figure, Tally whole) {
        return Math.max(figure.title().length(), Text.grouped(whole.get(figure)).length());
    }

    private String row(String endpoint, int name, Tally tally, Tally whole, boolean judged) {
        StringBuilder row = new StringBuilder(MARGIN).append(Text.left(endpoint, name));
        for (Figure figure : Figure.values()) {
            String cell = Text.right(Text.grouped(tally.get(figure)), width(figure, whole));
            boolean right = !judged
                    || tally.get(figure)
                            == expected.getOrDefault(endpoint, new Tally()).get(figure);
            row.append(MARGIN).append(right ? tally.get(figure) == 0 ? screen.faint(cell) : cell : screen.bad(cell));
        }
        return row.toString();
    }
}
