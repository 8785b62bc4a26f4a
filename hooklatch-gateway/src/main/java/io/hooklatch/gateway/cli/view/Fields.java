package io.hooklatch.gateway.cli.view;

import java.io.PrintWriter;
import java.util.Optional;

/** Names and values, one pair to a line. */
final class Fields {
    private static final int WIDTH = 11;

    private final PrintWriter out;

    Fields(PrintWriter out) {
        this.out = out;
    }

    /** @param value comes from outside; made safe here */
    Fields line(String name, String value) {
        out.println(name + " ".repeat(Math.max(1, WIDTH - name.length())) + Safe.line(value));
        return this;
    }

    /** Nothing at all where there is no value. */
    Fields line(String name, Optional<String> value) {
        value.ifPresent(given -> line(name, given));
        return this;
    }
}
