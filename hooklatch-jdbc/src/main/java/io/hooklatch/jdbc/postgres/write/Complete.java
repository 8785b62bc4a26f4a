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

    /** Whether others may be due, or superseded, when it is recorded. */
    boolean concernsOthers() {
        return concernsOthers(completion);
    }

    static boolean concernsOthers(Completion completion) {
        return completion.lease().ordered() && completion.next() instanceof Completion.Next.Handled;
    }
}
