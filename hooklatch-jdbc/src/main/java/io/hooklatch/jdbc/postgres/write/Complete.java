package io.hooklatch.jdbc.postgres.write;

import io.hooklatch.store.Completion;

/** The end of one attempt on its way to a commit. */
final class Complete extends Write<Boolean> {
    private final Completion completion;

    Complete(Completion completion) {
        this.completion = completion;
    }

    Completion completion() {
        return completion;
    }
}
