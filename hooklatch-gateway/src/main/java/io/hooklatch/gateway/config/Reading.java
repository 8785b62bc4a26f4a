package io.hooklatch.gateway.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.error.Mark;

/** What is shared while one file is read: where it is, the environment, and what was found wrong so far. */
final class Reading {
    /** Shorter texts are no secrets, and occur in other words. */
    private static final int MIN_HIDDEN = 6;

    private final String file;
    private final Path directory;
    private final Map<String, String> environment;
    private final long nowMillis;
    private final Map<String, String> hidden = new LinkedHashMap<>();
    private final List<ConfigProblem> problems = new ArrayList<>();
    private final List<ConfigProblem> warnings = new ArrayList<>();

    /**
     * @param file as the user named it; relative paths in it are seen from its directory
     * @param nowMillis the time that moments in it are compared with, in milliseconds since the epoch, UTC
     */
    Reading(Path file, Map<String, String> environment, long nowMillis) {
        this.nowMillis = nowMillis;
        this.file = file.toString();
        Path parent = file.toAbsolutePath().getParent();
        this.directory = parent == null ? file.toAbsolutePath() : parent;
        this.environment = environment;
    }

    Map<String, String> environment() {
        return environment;
    }

    long nowMillis() {
        return nowMillis;
    }

    /** A path of the configuration, seen from the file's directory. */
    Path resolve(String path) {
        return directory.resolve(path).normalize();
    }

    /**
     * Keeps a text out of every message, whoever wrote the message.
     *
     * @param shown what stands in its place
     */
    void hide(String text, String shown) {
        if (text.length() >= MIN_HIDDEN) {
            hidden.put(text, shown);
        }
    }

    void wrong(Mark mark, String path, String message) {
        problems.add(problem(mark, path, message));
    }

    void doubtful(Mark mark, String path, String message) {
        warnings.add(problem(mark, path, message));
    }

    private ConfigProblem problem(Mark mark, String path, String message) {
        return new ConfigProblem(file, mark.getLine() + 1, mark.getColumn() + 1, path, message);
    }

    /** A problem of the whole file. */
    ConfigException unreadable(int line, int column, String message) {
        return new ConfigException(List.of(new ConfigProblem(file, line, column, "", message)));
    }

    /** How many problems were found so far. */
    int problems() {
        return problems.size();
    }

    /** All problems in the order of the file. */
    ConfigException failure() {
        return new ConfigException(shown(problems));
    }

    List<ConfigProblem> warnings() {
        return shown(warnings);
    }

    private List<ConfigProblem> shown(List<ConfigProblem> found) {
        return found.stream()
                .sorted(ConfigProblem.BY_POSITION)
                .map(problem -> problem.withMessage(withoutHidden(problem.message())))
                .toList();
    }

    private String withoutHidden(String message) {
        String shown = message;
        for (Map.Entry<String, String> text : hidden.entrySet()) {
            shown = shown.replace(text.getKey(), text.getValue());
        }
        return shown;
    }
}
