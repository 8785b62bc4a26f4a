package io.hooklatch.recipe;

/** A request lacks what its answer is made of, or holds what must not be sent back. The message holds no value. */
final class Unanswerable extends Exception {
    private static final long serialVersionUID = 1L;

    Unanswerable(String message) {
        super(message, null, false, false);
    }
}
