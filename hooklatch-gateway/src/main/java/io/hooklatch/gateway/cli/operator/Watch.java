package io.hooklatch.gateway.cli.operator;

import io.hooklatch.gateway.cli.access.Filters;
import io.hooklatch.gateway.cli.access.Listing;
import io.hooklatch.gateway.cli.access.Operator;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.cli.shell.Progress;
import io.hooklatch.gateway.cli.view.ItemsView;
import io.hooklatch.gateway.cli.view.OperationView;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks at an operation until it ends. The operation does not need it: it goes on when nobody looks. */
final class Watch {
    private static final long FIRST_MILLIS = 50;
    private static final long LONGEST_MILLIS = 1000;

    private final Operator operator;
    private final Progress progress;

    Watch(Operator operator, Progress progress) {
        this.operator = operator;
        this.progress = progress;
    }

    /** Waits for the end unless told not to, says what came of it, and returns the exit code. */
    int follow(Doc begun, boolean detach, boolean json, PrintWriter out, PrintWriter err)
            throws CommandFailure, InterruptedException {
        String id = begun.or("id", "");
        if (detach) {
            out.println(json ? begun.json() : "operation " + id + " has begun. " + operator.left(id));
            return ExitCode.OK;
        }
        Thread left = new Thread(
                () -> {
                    err.println();
                    err.println(operator.left(id));
                    err.flush();
                },
                "hooklatch-left");
        Runtime.getRuntime().addShutdownHook(left);
        Doc ended = end(begun);
        Runtime.getRuntime().removeShutdownHook(left);
        if (json) {
            out.println(ended.json());
        } else {
            out.println("operation " + id + " " + ended.or("state", "?") + ": " + OperationView.result(ended));
            if (different(ended)) {
                ItemsView.print(operator.items(id, Filters.none().limit(20)).items(), out);
                out.println("hooklatch audit show " + id + " lists every item.");
            }
        }
        return ended.or("state", "").equals("done") && ended.number("failed").orElse(0L) == 0
                ? ExitCode.OK
                : ExitCode.FAILED;
    }

    private Doc end(Doc begun) throws CommandFailure, InterruptedException {
        Doc now = begun;
        long wait = FIRST_MILLIS;
        CountDownLatch never = new CountDownLatch(1);
        while (now.or("state", "").equals("running")) {
            progress.show(now.number("done").orElse(0L), now.number("total").orElse(0L));
            never.await(wait, TimeUnit.MILLISECONDS);
            wait = Math.min(LONGEST_MILLIS, wait * 2);
            now = operator.find(Listing.OPERATIONS, begun.or("id", "")).orElse(now);
        }
        progress.end();
        return now;
    }

    private static boolean different(Doc operation) {
        return operation.number("skipped").orElse(0L)
                        + operation.number("failed").orElse(0L)
                > 0;
    }
}
