package io.hooklatch.gateway.cli.operator;

import io.hooklatch.gateway.cli.access.LocalUser;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.message.Action;
import io.hooklatch.message.Actor;
import io.hooklatch.message.OperationState;
import io.hooklatch.store.InboxStore;
import io.hooklatch.store.NewOperation;
import io.hooklatch.store.OperableStore;
import java.util.function.Supplier;

/** What is done to a store as a whole, as an operation of the audit. */
final class Recorded {
    private Recorded() {}

    /**
     * What came of it.
     *
     * @param well whether it came to its end
     * @param detail one line for the audit
     */
    record Done(boolean well, String detail) {}

    /** Who sits here: the user of the operating system. */
    static Actor actor() {
        return LocalUser.actor();
    }

    /** Records the beginning, does it, records the end, and returns the exit code. */
    static int run(InboxStore store, Action action, String why, Supplier<Done> work) {
        if (!(store instanceof OperableStore audited)) {
            return work.get().well() ? ExitCode.OK : ExitCode.FAILED;
        }
        var operation = audited.begin(new NewOperation(action, actor(), why, "", 0, 0, ""))
                .toCompletableFuture()
                .join();
        Done done = new Done(false, "it broke off");
        try {
            done = work.get();
        } finally {
            audited.end(operation.id(), done.well() ? OperationState.DONE : OperationState.FAILED, done.detail())
                    .toCompletableFuture()
                    .join();
        }
        return done.well() ? ExitCode.OK : ExitCode.FAILED;
    }
}
