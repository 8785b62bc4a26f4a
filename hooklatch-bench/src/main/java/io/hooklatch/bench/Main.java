package io.hooklatch.bench;

import io.hooklatch.bench.catalogue.CatalogueBench;
import io.hooklatch.bench.growth.GrowthBench;
import io.hooklatch.bench.http.HttpBench;
import io.hooklatch.bench.postgres.PostgresBench;
import io.hooklatch.bench.receive.ReceiveBench;
import io.hooklatch.bench.retention.RetentionBench;
import io.hooklatch.bench.start.StartBench;
import io.hooklatch.bench.verify.VerifyBench;
import io.hooklatch.bench.work.WorkBench;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Runs the benchmark that the first argument names. Exit code 0; 1 when it failed; 2 when it was called wrongly. */
public final class Main {
    private static final Map<String, Bench> BENCHES = new TreeMap<>(Map.of(
            "receive", new ReceiveBench(),
            "http", new HttpBench(),
            "work", new WorkBench(),
            "growth", new GrowthBench(),
            "start", new StartBench(),
            "catalogue", new CatalogueBench(),
            "postgres", new PostgresBench(),
            "retention", new RetentionBench(),
            "jmh", new VerifyBench()));

    private Main() {}

    public static void main(String[] args) throws Exception {
        Bench bench = args.length == 0 ? null : BENCHES.get(args[0]);
        if (bench == null) {
            System.err.println(
                    "say which benchmark: " + String.join(", ", BENCHES.keySet()) + "; then its sizes as --name value");
            System.exit(2);
            return;
        }
        try {
            long begun = System.nanoTime();
            Report report = bench.run(new Arguments(Arrays.copyOfRange(args, 1, args.length)));
            System.out.println();
            System.out.println(report);
            System.out.println(
                    "- " + Machine.describe() + "; took " + Table.whole((System.nanoTime() - begun) / 1e9) + " s");
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
        System.exit(0);
    }
}
