package io.hooklatch.bench;

/** One benchmark: measures at the sizes it is given, and fails when a count is not exact. */
@FunctionalInterface
public interface Bench {
    Report run(Arguments sizes) throws Exception;
}
