package io.hooklatch.gateway.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables of docs/configuration.md. */
final class SettingsPage {
    private static final Pattern ROW = Pattern.compile("\\| `([a-z0-9_A-Z.\\[\\]]+)` \\| (.*?) \\| .+ \\|");
    private static final Pattern LITERAL = Pattern.compile("`([^`]+)`");

    private SettingsPage() {}

    /**
     * One setting of the page.
     *
     * @param value the default, where it is a value that could be written
     */
    record Setting(String path, Optional<String> value) {}

    static List<Setting> settings() throws IOException {
        List<Setting> settings = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("..", "docs", "configuration.md"), StandardCharsets.UTF_8)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                Matcher literal = LITERAL.matcher(row.group(2));
                settings.add(new Setting(
                        row.group(1), literal.matches() ? Optional.of(literal.group(1)) : Optional.empty()));
            }
        }
        return settings;
    }

    /** All defaults that could be written, as nested maps, with this name in the place of NAME. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> defaults(String section, String name) throws IOException {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (Setting setting : settings()) {
            if (setting.value().isEmpty() || !setting.path().startsWith(section)) {
                continue;
            }
            String[] steps = setting.path().substring(section.length()).split("\\.", -1);
            Map<String, Object> inner = tree;
            for (int i = 0; i < steps.length - 1; i++) {
                inner = (Map<String, Object>)
                        inner.computeIfAbsent(steps[i], unused -> new LinkedHashMap<String, Object>());
            }
            inner.put(steps[steps.length - 1], setting.value().get().replace("NAME", name));
        }
        return tree;
    }

    /** Maps as YAML in one line; every value in quotes. */
    static String flow(Map<String, ?> tree) {
        List<String> parts = new ArrayList<>();
        tree.forEach((name, value) ->
                parts.add(name + ": " + (value instanceof Map<?, ?> map ? flow(cast(map)) : "\"" + value + "\"")));
        return "{" + String.join(", ", parts) + "}";
    }

    @SuppressWarnings("unchecked")
    private static Map<String, ?> cast(Map<?, ?> map) {
        return (Map<String, ?>) map;
    }
}
