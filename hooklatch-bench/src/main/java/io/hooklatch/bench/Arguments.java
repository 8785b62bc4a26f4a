package io.hooklatch.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The sizes of one run, as {@code --name value} pairs over a benchmark's defaults. Not thread-safe.
 *
 * <p>A benchmark reads every setting it knows and then calls {@link #end()}, which refuses what is left.
 */
public final class Arguments {
    private final Map<String, String> given = new TreeMap<>();
    private final Map<String, String> read = new LinkedHashMap<>();

    /**
     * Reads pairs.
     *
     * @throws IllegalArgumentException when a name has no value or does not start with {@code --}
     */
    public Arguments(String... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (!pairs[i].startsWith("--") || i + 1 == pairs.length) {
                throw new IllegalArgumentException("\"" + pairs[i] + "\": write --name value");
            }
            given.put(pairs[i].substring(2), pairs[i + 1]);
        }
    }

    /** Pairs in one line with single spaces between words. */
    public static Arguments of(String line) {
        return new Arguments(line.split(" ", -1));
    }

    /** A whole number. */
    public int number(String name, int usual) {
        return Integer.parseInt(text(name, Integer.toString(usual)).replace("_", ""));
    }

    /** Seconds, possibly a fraction, as nanoseconds. */
    public long seconds(String name, double usual) {
        return (long) (Double.parseDouble(text(name, Double.toString(usual))) * 1e9);
    }

    /** Whole numbers with commas between them. */
    public List<Integer> numbers(String name, Integer... usual) {
        String joined =
                String.join(",", Arrays.stream(usual).map(String::valueOf).toList());
        List<Integer> numbers = new ArrayList<>();
        for (String part : text(name, joined).split(",", -1)) {
            numbers.add(Integer.parseInt(part.trim().replace("_", "")));
        }
        return numbers;
    }

    public Path path(String name, String usual) {
        return Path.of(text(name, usual)).toAbsolutePath();
    }

    public String text(String name, String usual) {
        String value = given.getOrDefault(name, usual);
        given.remove(name);
        read.put(name, value);
        return value;
    }

    /**
     * Says that every known setting has been read.
     *
     * @throws IllegalArgumentException when a setting was given that the benchmark does not know
     */
    public void end() {
        if (!given.isEmpty()) {
            throw new IllegalArgumentException("unknown settings " + given.keySet() + "; there are " + read.keySet());
        }
    }
}
