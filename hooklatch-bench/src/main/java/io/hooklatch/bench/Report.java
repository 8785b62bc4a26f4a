package io.hooklatch.bench;

import java.util.List;

/**
 * What a benchmark has to say.
 *
 * @param title what was measured, in one line
 * @param table the figures
 * @param notes what the table does not say, one line each
 */
public record Report(String title, Table table, List<String> notes) {
    public Report {
        notes = List.copyOf(notes);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(title).append("\n\n").append(table);
        if (!notes.isEmpty()) {
            text.append('\n');
            notes.forEach(note -> text.append("- ").append(note).append('\n'));
        }
        return text.toString();
    }
}
