package io.hooklatch.bench.verify;

import io.hooklatch.message.DedupeKey;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import io.hooklatch.recipe.Verifier;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Verification of a valid request, and what else is read from it on the way to the store. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class VerifyBenchmark {
    /** The recipe. */
    @Param
    public Candidate recipe = Candidate.STRIPE;

    private @Nullable Verifier verifier;
    private @Nullable Request request;
    private long now;

    @Setup
    public void sign() {
        verifier = recipe.verifier();
        request = recipe.request();
        now = recipe.now();
        if (!verify().accepted()) {
            throw new IllegalStateException(recipe + " refused its own request: " + verify());
        }
    }

    /** The verdict alone. */
    @Benchmark
    public Verdict verify() {
        return Objects.requireNonNull(verifier).verify(Objects.requireNonNull(request), now);
    }

    /** The ids, the type and the keys. */
    @Benchmark
    public List<DedupeKey> read() {
        Verifier own = Objects.requireNonNull(verifier);
        Request same = Objects.requireNonNull(request);
        return own.dedupeKeys(same, own.names(same));
    }
}
