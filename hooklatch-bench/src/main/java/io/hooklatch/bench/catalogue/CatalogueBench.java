package io.hooklatch.bench.catalogue;

import io.hooklatch.bench.Arguments;
import io.hooklatch.bench.Bench;
import io.hooklatch.bench.Median;
import io.hooklatch.bench.Progress;
import io.hooklatch.bench.Report;
import io.hooklatch.bench.Table;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Loads every recipe of the catalogue, each time in a process of its own, which has warmed nothing up. */
public final class CatalogueBench implements Bench {
    private static final List<String> NEEDED = List.of(
            "hooklatch-bench", "hooklatch-core", "hooklatch-keys", "jackson-core", "nimbus-jose-jwt", "slf4j-api");

    /** What a start may cost at most. */
    private static final String BOUND = "to be under 150 ms and 20 MiB";

    @Override
    public Report run(Arguments sizes) throws Exception {
        int runs = sizes.number("runs", 15);
        sizes.end();
        List<long[]> loads = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            Progress.say("load " + (i + 1) + " of " + runs);
            loads.add(load());
        }
        Table table = new Table("figure", "value");
        table.row("recipes", Table.whole((double) loads.get(0)[0]));
        table.row("names known, ms", Table.millis(Median.of(loads, load -> (double) load[1])));
        table.row("first recipe, ms", Table.millis(Median.of(loads, load -> (double) load[2])));
        table.row("all recipes, ms", Table.millis(Median.of(loads, load -> (double) load[3])));
        table.row("all after the first, ms", Table.millis(Median.of(loads, load -> (double) (load[3] - load[2]))));
        table.row("heap kept, MiB", Table.mebibytes(Median.of(loads, load -> (double) load[4])));
        return new Report(
                "catalogue: a fresh process loads every recipe (median of " + runs + ")",
                table,
                List.of(
                        "from the first use of the catalogue, classes of the engine and of the JSON parser included",
                        "class path: the core, the keys, and what they depend on",
                        BOUND));
    }

    /** What an application needs for the catalogue: the jars of the other benchmarks would be searched for providers, too. */
    private static String classPath() {
        List<String> needed = new ArrayList<>();
        for (String place : System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1)) {
            if (NEEDED.stream().anyMatch(place::contains)) {
                needed.add(place);
            }
        }
        return String.join(File.pathSeparator, needed);
    }

    private static long[] load() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(java, "-Xmx256m", "-cp", classPath(), LoadOnce.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("loading the catalogue failed: " + line);
        }
        String[] words = line.split(" ", -1);
        long[] figures = new long[words.length];
        for (int i = 0; i < words.length; i++) {
            figures[i] = Long.parseLong(words[i]);
        }
        return figures;
    }
}
