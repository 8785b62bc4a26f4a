package io.hooklatch.bench.verify;

import io.hooklatch.bench.Arguments;
import io.hooklatch.bench.Bench;
import io.hooklatch.bench.Report;
import io.hooklatch.bench.Table;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.DoubleAdder;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link VerifyBenchmark} under JMH with its profiler of allocations. */
public final class VerifyBench implements Bench {
    @Override
    public Report run(Arguments sizes) throws Exception {
        int forks = sizes.number("forks", 1);
        int warmUps = sizes.number("warmups", 3);
        int iterations = sizes.number("iterations", 5);
        long each = sizes.seconds("seconds", 1);
        sizes.end();
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(VerifyBenchmark.class.getName() + ".*")
                .forks(forks)
                .warmupIterations(warmUps)
                .measurementIterations(iterations)
                .warmupTime(TimeValue.nanoseconds(each))
                .measurementTime(TimeValue.nanoseconds(each))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .addProfiler(GCProfiler.class);
        Collection<RunResult> results = new Runner(options.build()).run();
        Table table = new Table("recipe", "body bytes", "verify ns", "verify bytes", "ids, type and keys ns", "bytes");
        for (Candidate recipe : Candidate.values()) {
            RunResult verify = of(results, recipe, "verify");
            RunResult read = of(results, recipe, "read");
            table.row(
                    recipe.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    Table.whole(recipe.request().body().length),
                    Table.whole(verify.getPrimaryResult().getScore()),
                    Table.whole(allocated(verify)),
                    Table.whole(read.getPrimaryResult().getScore()),
                    Table.whole(allocated(read)));
        }
        return new Report(
                "jmh: one valid request, per call: time and allocation",
                table,
                List.of(forks + " fork, " + warmUps + " warm-up and " + iterations + " measured iterations of "
                        + Table.two(each / 1e9) + " s"));
    }

    private static RunResult of(Collection<RunResult> results, Candidate recipe, String method) {
        return results.stream()
                .filter(result -> result.getParams().getParam("recipe").equals(recipe.name()))
                .filter(result -> result.getPrimaryResult().getLabel().equals(method))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("JMH has no result for " + method + " of " + recipe));
    }

    /** Bytes per call. The profiler's names bore a prefix in older versions. */
    private static double allocated(RunResult result) {
        DoubleAdder bytes = new DoubleAdder();
        result.getSecondaryResults().forEach((name, secondary) -> {
            if (name.endsWith("gc.alloc.rate.norm")) {
                bytes.add(secondary.getScore());
            }
        });
        return bytes.sum();
    }
}
