/** The store contract as a conformance suite, and signed requests for tests. */
module io.hooklatch.testkit {
    requires transitive io.hooklatch.core;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;
    requires static org.jspecify;
}
