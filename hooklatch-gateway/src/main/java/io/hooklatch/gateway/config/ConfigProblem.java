package io.hooklatch.gateway.config;

import java.util.Comparator;

/**
 * One thing that is wrong, or doubtful, in a configuration file.
 *
 * @param file the file as the user named it
 * @param line counts from 1; 0 when the file as a whole is meant
 * @param column counts from 1
 * @param path the setting, as {@code endpoints.stripe.path}; empty for the file as a whole
 * @param message what is wrong and what to write instead; one line, no secret
 */
public record ConfigProblem(String file, int line, int column, String path, String message) {
    static final Comparator<ConfigProblem> BY_POSITION =
            Comparator.comparingInt(ConfigProblem::line).thenComparingInt(ConfigProblem::column);

    ConfigProblem withMessage(String other) {
        return new ConfigProblem(file, line, column, path, other);
    }

    /** {@code file:line:column: path: message}, the form that editors and terminals make a link of. */
    @Override
    public String toString() {
        String place = line > 0 ? file + ":" + line + ":" + column : file;
        return place + ": " + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
