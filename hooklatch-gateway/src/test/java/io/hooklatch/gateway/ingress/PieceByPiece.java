package io.hooklatch.gateway.ingress;

import io.hooklatch.message.Receipt;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.util.ArrayList;
import java.util.List;

/** A conversation without a network, fed in pieces. */
final class PieceByPiece implements Wire {
    private final List<Integer> statuses = new ArrayList<>();

    /** The statuses that the answers to these bytes have. */
    static List<Integer> statuses(byte[] bytes) {
        try (FakeInbox inbox = new FakeInbox()) {
            return statuses(bytes, inbox, 1);
        }
    }

    /** The same for an inbox that answers at once, with so many bytes in a piece. */
    static List<Integer> statuses(byte[] bytes, Inbox inbox, int piece) {
        PieceByPiece wire = new PieceByPiece();
        Conversation conversation = new Conversation(new Shared(inbox, IngressLimits.defaults()), wire);
        for (int from = 0; from < bytes.length; from += piece) {
            conversation.consume(Unpooled.wrappedBuffer(bytes, from, Math.min(piece, bytes.length - from)));
        }
        return wire.statuses;
    }

    @Override
    public EventExecutor loop() {
        return ImmediateEventExecutor.INSTANCE;
    }

    @Override
    public String remoteAddress() {
        return "";
    }

    @Override
    public void sendContinue() {
        statuses.add(100);
    }

    @Override
    public void send(Receipt answer, Head head, boolean close) {
        statuses.add(answer.status());
    }

    @Override
    public void sendLast(Receipt answer) {
        statuses.add(answer.status());
    }

    @Override
    public void close() {
        statuses.add(0);
    }

    @Override
    public void ready() {
        // Every piece is handed over as a whole by the loop above.
    }
}
