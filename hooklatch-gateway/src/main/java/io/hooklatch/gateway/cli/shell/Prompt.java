package io.hooklatch.gateway.cli.shell;

import java.util.Optional;

/** Who can be asked, when somebody sits there. */
@FunctionalInterface
public interface Prompt {
    /** Nobody is there. */
    Prompt NOBODY = question -> Optional.empty();

    /** Asks and waits for the answer; absent when nobody can be asked or the input has ended. */
    Optional<String> ask(String question);
}
