package io.hooklatch.gateway.ingress;

import io.hooklatch.gateway.ingress.Admission.Decision;
import io.hooklatch.message.Receipt;
import io.hooklatch.message.Request;
import io.hooklatch.observe.TurnedAway;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The requests and answers of one connection, strictly one after the other: a pipelined request is not looked at before
 * the one in front of it is answered. Used by one event loop.
 */
final class Conversation {
    private static final byte[] NO_BODY = {};
    /** An unread body up to this length is passed over to keep the connection; beyond it the connection is closed. */
    private static final int SKIPPED_AT_MOST = 64 * 1024;

    private enum State {
        /** Between two requests, or within a head. */
        HEAD,
        /** Within a body that is wanted. */
        BODY,
        /** The inbox has the request. */
        WAITING,
        /** Answered; the rest of the body is passed over. */
        SKIPPING,
        /** Nothing more will be said. */
        OVER
    }

    private final Shared shared;
    private final Wire wire;
    private final HeadReader heads;
    private State state = State.HEAD;
    private boolean headTimed = true;
    private long deadline;
    private @Nullable Head head;
    private String endpoint = "";
    private @Nullable BodyReader reader;
    private @Nullable BodyBuffer body;
    private long toSkip;
    private @Nullable Exchange exchange;
    private boolean last;

    Conversation(Shared shared, Wire wire) {
        this.shared = shared;
        this.wire = wire;
        this.heads = new HeadReader(shared.limits(), shared.budget());
        due(shared.limits().headersWithin());
    }

    /** Whether bytes are wanted now; otherwise they are to be kept until {@link Wire#ready()}. */
    boolean wantsBytes() {
        return state == State.HEAD || state == State.BODY || state == State.SKIPPING;
    }

    /** Between two requests, so that closing the connection loses nothing. */
    boolean idle() {
        return state == State.HEAD && !heads.begun();
    }

    /** Takes bytes for as long as they are wanted; may leave some. */
    void consume(ByteBuf in) {
        try {
            while (in.isReadable() && wantsBytes()) {
                step(in);
            }
        } catch (Rejection e) {
            turnAway(e);
        } catch (RuntimeException e) {
            shared.complain("endpoint " + endpoint + ": the ingress failed on a request, which was answered 503", e);
            turnAway(new Rejection(503, TurnedAway.BUSY, "the ingress failed on the request"));
        }
    }

    /** Makes the answer that is due the last one; false when none is due. */
    boolean endWithNextAnswer() {
        last = true;
        return state == State.WAITING;
    }

    /** The sender will send nothing more, but may still read. */
    void inputEnded() {
        if (idle() || state == State.SKIPPING) {
            close();
        } else if (state == State.HEAD || state == State.BODY) {
            turnAway(Rejection.badRequest("the connection ended within the request"));
        }
    }

    /** Called now and then; acts once the time for what is going on is up. */
    void checkTime(long now) {
        if (now - deadline < 0) {
            return;
        }
        switch (state) {
            case HEAD -> {
                if (heads.begun()) {
                    turnAway(Rejection.tooSlow(
                            408,
                            "the headers took longer than " + shared.limits().headersWithin()));
                } else {
                    close();
                }
            }
            case BODY ->
                turnAway(Rejection.tooSlow(
                        408, "the body took longer than " + shared.limits().bodyWithin()));
            case WAITING -> {
                exchange = null;
                turnAway(Rejection.tooSlow(
                        503, "no receipt within " + shared.limits().answerWithin()));
            }
            case SKIPPING -> close();
            case OVER -> {}
        }
    }

    /** Gives everything back; a receipt that comes later finds nobody. */
    void abandon() {
        state = State.OVER;
        heads.reset();
        dropBody();
        exchange = null;
        head = null;
    }

    private void step(ByteBuf in) throws Rejection {
        switch (state) {
            case HEAD -> {
                Optional<Head> complete = heads.read(in);
                if (complete.isPresent()) {
                    begin(complete.get(), in.isReadable());
                } else if (!headTimed && heads.begun()) {
                    headTimed = true;
                    due(shared.limits().headersWithin());
                }
            }
            case BODY -> readBody(in, present(head), present(reader), present(body));
            case SKIPPING -> {
                int count = (int) Math.min(in.readableBytes(), toSkip);
                in.skipBytes(count);
                toSkip -= count;
                if (toSkip == 0) {
                    next();
                }
            }
            case WAITING, OVER -> throw new IllegalStateException("no bytes are wanted in state " + state);
        }
    }

    private void begin(Head next, boolean bodyHasBegun) throws Rejection {
        head = next;
        last = false;
        Decision decision = shared.admission().decide(next);
        if (decision instanceof Decision.TurnAway away) {
            shared.inbox().turnedAway(away.endpoint(), away.answer().status(), away.cause(), away.detail());
            passOver(away.answer(), next);
        } else if (decision instanceof Decision.TakeStub stub) {
            endpoint = stub.endpoint().name();
            submitStub(next, next.bodyLength());
        } else if (decision instanceof Decision.Take take) {
            endpoint = take.endpoint().name();
            if (next.bodyLength() == 0) {
                submit(next, NO_BODY, 0);
                return;
            }
            body = new BodyBuffer(next.bodyLength(), take.endpoint().maxBodyBytes(), shared.budget());
            reader = BodyReader.of(next, shared.limits());
            state = State.BODY;
            due(shared.limits().bodyWithin());
            if (next.awaitsContinue() && !bodyHasBegun) {
                wire.sendContinue();
            }
        }
    }

    private void readBody(ByteBuf in, Head of, BodyReader with, BodyBuffer into) throws Rejection {
        switch (with.read(in, into)) {
            case UNFINISHED -> {}
            case TOO_LARGE -> {
                dropBody();
                submitStub(of, -1);
            }
            case COMPLETE -> {
                byte[] bytes = into.bytes();
                int held = into.held();
                body = null;
                reader = null;
                submit(of, bytes, held);
            }
        }
    }

    private void submit(Head of, byte[] bytes, int held) {
        Request request = new Request(of.method(), of.target(), of.headers(), bytes, wire.remoteAddress());
        Exchange next = expectReceipt(held);
        try {
            next.await(shared.inbox().receive(request));
        } catch (RuntimeException e) {
            next.accept(null, e);
        }
    }

    private void submitStub(Head of, long declaredLength) {
        last = true;
        Request request = new Request(of.method(), of.target(), of.headers(), NO_BODY, wire.remoteAddress());
        Exchange next = expectReceipt(0);
        try {
            next.await(shared.inbox().oversized(request, declaredLength));
        } catch (RuntimeException e) {
            next.accept(null, e);
        }
    }

    private Exchange expectReceipt(int held) {
        Exchange next = new Exchange(wire.loop(), shared.budget(), held, this::answer);
        exchange = next;
        state = State.WAITING;
        due(shared.limits().answerWithin());
        return next;
    }

    private void answer(Exchange answered) {
        if (exchange != answered) {
            return;
        }
        exchange = null;
        Receipt receipt = answered.receipt();
        if (receipt == null) {
            shared.complain(
                    "endpoint " + endpoint + ": the inbox failed on a request, which was answered 503",
                    present(answered.failure()));
            shared.inbox().turnedAway(endpoint, 503, TurnedAway.STORE_UNAVAILABLE, "the inbox failed on the request");
            receipt = shared.answers().unavailable();
        }
        finish(receipt, present(head), last);
    }

    private void passOver(Receipt answer, Head of) {
        boolean skippable = !of.chunked() && of.bodyLength() <= SKIPPED_AT_MOST;
        boolean withheld = of.awaitsContinue() && of.bodyLength() != 0;
        toSkip = of.bodyLength();
        finish(answer, of, !skippable || withheld);
    }

    private void finish(Receipt answer, Head of, boolean close) {
        boolean ends = close || !of.keepAlive() || shared.stopping();
        wire.send(answer, of, ends);
        if (ends) {
            abandon();
        } else if (toSkip > 0) {
            state = State.SKIPPING;
            due(shared.limits().bodyWithin());
        } else {
            next();
        }
    }

    private void next() {
        state = State.HEAD;
        headTimed = false;
        head = null;
        endpoint = "";
        toSkip = 0;
        due(shared.limits().idleFor());
        wire.ready();
    }

    private void turnAway(Rejection what) {
        shared.inbox().turnedAway(endpoint, what.status(), what.cause(), what.detail());
        abandon();
        wire.sendLast(shared.answers().rejected(what));
    }

    private void close() {
        abandon();
        wire.close();
    }

    private void dropBody() {
        if (body != null) {
            body.drop();
            body = null;
        }
        reader = null;
    }

    private void due(Duration fromNow) {
        deadline = System.nanoTime() + fromNow.toNanos();
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("a part of the request is missing in this state");
        }
        return value;
    }
}
