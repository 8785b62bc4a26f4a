package io.hooklatch.gateway.cli.tail;

import io.hooklatch.gateway.cli.access.Filters;
import io.hooklatch.gateway.cli.access.Listing;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is followed, and what becomes of it.
 *
 * @param what deliveries or events
 * @param filters which of them
 * @param forward where deliveries are sent to
 * @param allowRemote whether that may be another machine
 * @param position the file that remembers the place
 * @param anew whether to begin at the filter {@code from}, or else now, whatever the file says
 * @param most after how many to end
 * @param json whether lines are JSON
 */
public record TailOptions(
        Listing what,
        Filters filters,
        Optional<String> forward,
        boolean allowRemote,
        Path position,
        boolean anew,
        long most,
        boolean json) {}
