package io.hooklatch.gateway.cli.tail;

import io.hooklatch.gateway.cli.access.Listing;
import io.hooklatch.gateway.cli.access.Operator;
import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import io.hooklatch.gateway.cli.shell.ExitCode;
import io.hooklatch.gateway.cli.view.Listings;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Follows what comes in. Each message is passed on once it is printed and, where it is to be, answered; then the position
 * is kept. After a break it goes on from there, so that nothing is missed and at most the last one comes again.
 */
public final class Tail {
    private static final Set<String> OF_THE_SERVER =
            Set.of("endpoint", "verdict", "reason", "state", "event_type", "from");
    private static final long AGAIN_MILLIS = 1000;

    private final Operator operator;
    private final TailOptions options;
    private final Optional<Forward> forward;
    private final Position position;
    private final PrintWriter out;
    private final PrintWriter err;
    private long left;

    private Tail(
            Operator operator,
            TailOptions options,
            Optional<Forward> forward,
            Position position,
            PrintWriter out,
            PrintWriter err) {
        this.operator = operator;
        this.options = options;
        this.forward = forward;
        this.position = position;
        this.out = out;
        this.err = err;
        this.left = options.most();
    }

    /** Prepares it; nothing is asked of the gateway yet. */
    public static Tail of(Operator operator, TailOptions options, PrintWriter out, PrintWriter err)
            throws CommandFailure {
        Optional<Forward> forward = options.forward().isPresent()
                ? Optional.of(Forward.to(options.forward().get(), options.allowRemote()))
                : Optional.empty();
        Position position = Position.at(options.position());
        if (options.anew()) {
            position.reset();
        }
        return new Tail(operator, options, forward, position, out, err);
    }

    /** Goes on until as many came as were asked for, or the process is stopped. */
    public void run() throws CommandFailure, InterruptedException {
        boolean connected = false;
        while (left > 0) {
            try (InputStream stream = operator.stream(query())) {
                connected = true;
                follow(new Messages(stream));
            } catch (IOException e) {
                err.println("the stream broke off, going on: " + e.getMessage());
            } catch (CommandFailure e) {
                // What was refused stays refused; a gateway that is being restarted comes back.
                if (!connected || e.exitCode() != ExitCode.CANNOT_START) {
                    throw e;
                }
                err.println(e.getMessage());
            }
            if (left > 0) {
                pause();
            }
        }
    }

    private void follow(Messages messages) throws IOException, CommandFailure, InterruptedException {
        while (left > 0) {
            Optional<Message> next = messages.next();
            if (next.isEmpty() || next.get().kind().equals("end")) {
                return;
            }
            if (next.get().data().isEmpty()) {
                position.begun(next.get().id());
                continue;
            }
            Doc item;
            try {
                item = Doc.parse(next.get().data());
            } catch (IllegalArgumentException e) {
                throw new IOException("a message is no JSON object", e);
            }
            if (next.get().kind().equals(options.what().singular())) {
                take(next.get(), item);
            }
        }
    }

    private void take(Message message, Doc item) throws CommandFailure, InterruptedException {
        String id = item.or("id", "");
        if (position.seen(id) || !fits(item)) {
            return;
        }
        if (options.json()) {
            out.println(item.json());
        } else {
            out.println(Listings.line(options.what(), item));
        }
        if (forward.isPresent()) {
            pass(forward.get(), item);
        }
        position.passed(message.id(), id);
        left--;
    }

    /** Sends it; waits for the program where nobody listens there now. */
    private void pass(Forward to, Doc item) throws CommandFailure, InterruptedException {
        String id = item.or("id", "");
        Doc delivery = operator.find(Listing.DELIVERIES, id).orElse(item);
        if (delivery.is("truncated") || delivery.or("kind", "").equals("stub")) {
            err.println(id + " is not forwarded: less than its body is kept");
            return;
        }
        long masked = delivery.docs("headers").stream()
                .filter(header -> header.is("masked"))
                .count();
        if (masked > 0) {
            err.println(id + " is forwarded without " + masked + " header lines that hold credentials");
        }
        byte[] body = operator.body(id)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE, "--forward: the key does not allow bodies, that needs the role operator"));
        boolean said = false;
        while (true) {
            try {
                err.println(id + " -> " + to + " " + to.send(delivery, body));
                return;
            } catch (ConnectException e) {
                if (!said) {
                    err.println("nobody listens at " + to + " now; waiting for it");
                    said = true;
                }
                pause();
            } catch (IOException e) {
                err.println(id + " -> " + to + " no answer: " + e.getMessage());
                return;
            }
        }
    }

    private boolean fits(Doc item) {
        for (Map.Entry<String, String> filter : options.filters().values().entrySet()) {
            if (!OF_THE_SERVER.contains(filter.getKey())
                    && !item.or(filter.getKey(), "").equals(filter.getValue())) {
                return false;
            }
        }
        boolean accepted = item.doc("verdict")
                .map(verdict -> !verdict.or("kind", "").equals("refused"))
                .orElse(true);
        boolean asked = options.filters().get("verdict").isPresent()
                || options.filters().get("reason").isPresent();
        // To a program goes what a handler would get, unless something else is asked for.
        return forward.isEmpty()
                || asked
                || (accepted && item.or("kind", "message").equals("message"));
    }

    private Map<String, String> query() {
        Map<String, String> query = new TreeMap<>();
        query.put("kinds", options.what().singular());
        options.filters().values().forEach((name, value) -> {
            if (OF_THE_SERVER.contains(name)) {
                query.put(name, value);
            }
        });
        position.after().ifPresent(after -> {
            query.remove("from");
            query.put("after", after);
        });
        return query;
    }

    private static void pause() throws InterruptedException {
        new CountDownLatch(1).await(AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }
}
