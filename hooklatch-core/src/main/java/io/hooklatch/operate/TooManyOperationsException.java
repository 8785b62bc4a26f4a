package io.hooklatch.operate;

/** As many operations go on as may at once. The same order can be given again when one has ended. */
public final class TooManyOperationsException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    TooManyOperationsException(String message) {
        super(message);
    }
}
