package io.hooklatch.work;

import java.util.regex.Pattern;

/**
 * One handler as it was registered.
 *
 * @param name unique within the inbox; stored with every dispatch, so renaming a handler strands what waits for it
 * @param selector which events it gets
 * @param policy how often, how long and how many at once
 * @param task what to run
 */
public record Registration(String name, Selector selector, HandlerPolicy policy, Task task) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    public Registration {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("handler name \"" + name
                    + "\": use 1 to 64 of a-z, 0-9, dot, hyphen and underscore, starting with a letter or digit");
        }
    }

    /** The three kinds of handler. */
    public sealed interface Task {
        record Plain(Handler handler) implements Task {}

        record Async(AsyncHandler handler) implements Task {}

        record Transactional(TransactionalHandler handler) implements Task {}
    }
}
