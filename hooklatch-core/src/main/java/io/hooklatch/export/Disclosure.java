package io.hooklatch.export;

import io.hooklatch.message.Header;

/** What of a delivery somebody may see in an export. Thread-safe. */
public interface Disclosure {
    /** As it is stored. */
    Disclosure EVERYTHING = new Disclosure() {};

    /** Whether bodies are written. */
    default boolean bodies() {
        return true;
    }

    /** The value of a header as it is written. */
    default String value(Header header) {
        return header.value();
    }

    /** The target of a request as it is written. */
    default String target(String target) {
        return target;
    }
}
