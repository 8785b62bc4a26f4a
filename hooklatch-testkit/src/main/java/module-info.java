/** The store contract as a conformance suite, and a store, a clock and samples for tests. */
module io.hooklatch.testkit {
    requires transitive io.hooklatch.core;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;
    requires static org.jspecify;

    exports io.hooklatch.testkit;

    // JUnit runs the groups of the suite, which are not public.
    opens io.hooklatch.testkit to
            org.junit.platform.commons;
}
