package io.hooklatch.gateway.ingress;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Receipt;
import io.hooklatch.observe.TurnedAway;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One TCP connection: hands what arrives to its {@link Conversation}, holds back what is not wanted yet, and ends in
 * order. An end in order is an answer, then our half closed, then a short while in which what still arrives is dropped:
 * closing at once would make the peer's system throw away the answer.
 */
final class Connection extends ChannelInboundHandlerAdapter implements Wire {
    private static final Logger log = LoggerFactory.getLogger(Connection.class);
    private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int DRAINED_AT_MOST = 256 * 1024;

    private final Shared shared;
    private final Rounds rounds;
    private final Channel channel;
    private final String remoteAddress;
    private final Conversation conversation;
    private final Deque<ByteBuf> kept = new ArrayDeque<>(2);
    private boolean consuming;
    private int keptReserved;
    private boolean inputEnded;
    /** What still arrives is dropped, although an answer is due. */
    private boolean deaf;

    private boolean draining;
    private long drainUntil;
    private int drained;

    Connection(Shared shared, Rounds rounds, Channel channel) {
        this.shared = shared;
        this.rounds = rounds;
        this.channel = channel;
        this.remoteAddress = channel.remoteAddress() instanceof InetSocketAddress peer && peer.getAddress() != null
                ? peer.getAddress().getHostAddress()
                : "";
        this.conversation = new Conversation(shared, this);
    }

    /** Looks whether a deadline has passed. */
    void checkTime(long now) {
        if (draining) {
            if (now - drainUntil >= 0) {
                close();
            }
        } else {
            conversation.checkTime(now);
        }
    }

    /** Whether a request is on its way in, or its answer on its way out. */
    boolean busy() {
        return !draining && (!conversation.idle() || !kept.isEmpty());
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        int open = shared.connectionOpened();
        rounds.add(this);
        int most = shared.limits().connections();
        if (shared.stopping() || open > 2L * most) {
            close();
        } else if (open > most) {
            shared.inbox().turnedAway("", 503, TurnedAway.BUSY, "too many connections");
            sendLast(shared.answers().unavailable());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        conversation.abandon();
        dropKept();
        rounds.remove(this);
        shared.connectionClosed();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        if (draining || deaf) {
            drained += in.readableBytes();
            in.release();
            if (drained > DRAINED_AT_MOST) {
                close();
            }
            return;
        }
        kept.add(in);
        consumeKept();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            inputEnded = true;
            if (draining) {
                close();
            } else if (kept.isEmpty()) {
                conversation.inputEnded();
            }
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (channel.isWritable()) {
            consumeKept();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            log.debug("connection from {} broke", remoteAddress, cause);
        } else {
            shared.complain("a connection was closed after a failure", cause);
        }
        close();
    }

    @Override
    public EventExecutor loop() {
        return channel.eventLoop();
    }

    @Override
    public String remoteAddress() {
        return remoteAddress;
    }

    @Override
    public void sendContinue() {
        write(Unpooled.wrappedBuffer(AnswerEncoder.CONTINUE));
    }

    @Override
    public void send(Receipt answer, Head head, boolean close) {
        boolean toHead = head.method().equals("HEAD");
        if (close) {
            end(encode(answer, toHead, AnswerEncoder.After.CLOSE));
            return;
        }
        AnswerEncoder.After after = head.http11() ? AnswerEncoder.After.KEEP : AnswerEncoder.After.KEEP_AND_SAY_SO;
        write(encode(answer, toHead, after));
    }

    @Override
    public void sendLast(Receipt answer) {
        end(encode(answer, false, AnswerEncoder.After.CLOSE));
    }

    @Override
    public void close() {
        // Nothing waits for the end, and channelInactive tidies up after it.
        var unused = channel.close();
    }

    @Override
    public void ready() {
        consumeKept();
    }

    private void consumeKept() {
        if (consuming) {
            return;
        }
        consuming = true;
        while (!draining && !kept.isEmpty() && conversation.wantsBytes() && channel.isWritable()) {
            ByteBuf first = kept.getFirst();
            conversation.consume(first);
            if (!first.isReadable()) {
                kept.removeFirst().release();
            }
        }
        consuming = false;
        if (draining) {
            dropKept();
            return;
        }
        keepWithinBudget();
        if (channel.config().isAutoRead() != kept.isEmpty()) {
            channel.config().setAutoRead(kept.isEmpty());
        }
        if (inputEnded && kept.isEmpty()) {
            conversation.inputEnded();
        }
    }

    /** What is held back counts as memory in flight; where there is no room for it, the request before it is the last. */
    private void keepWithinBudget() {
        if (kept.isEmpty() && keptReserved == 0) {
            return;
        }
        int bytes = 0;
        for (ByteBuf waiting : kept) {
            bytes += waiting.capacity();
        }
        shared.budget().giveBack(keptReserved);
        keptReserved = bytes;
        if (bytes > 0 && !shared.budget().take(bytes)) {
            keptReserved = 0;
            dropKept();
            deaf = true;
            if (!conversation.endWithNextAnswer()) {
                close();
            }
        }
    }

    private ByteBuf encode(Receipt answer, boolean toHead, AnswerEncoder.After after) {
        try {
            return AnswerEncoder.encode(channel.alloc(), answer, toHead, after, rounds.date());
        } catch (IllegalArgumentException e) {
            shared.complain("an answer with status " + answer.status() + " was replaced by 500", e);
            return AnswerEncoder.encode(
                    channel.alloc(), Receipt.unstored(500, Headers.none()), toHead, after, rounds.date());
        }
    }

    private void end(ByteBuf answer) {
        draining = true;
        drainUntil = System.nanoTime() + DRAIN_NANOS;
        consumeKept();
        channel.config().setAutoRead(true);
        channel.writeAndFlush(answer).addListener((ChannelFutureListener) sent -> {
            if (!sent.isSuccess() || inputEnded) {
                close();
            } else if (channel instanceof DuplexChannel duplex) {
                var unused = duplex.shutdownOutput();
            }
        });
    }

    private void write(ByteBuf bytes) {
        channel.writeAndFlush(bytes).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    private void dropKept() {
        shared.budget().giveBack(keptReserved);
        keptReserved = 0;
        ByteBuf next = kept.pollFirst();
        while (next != null) {
            next.release();
            next = kept.pollFirst();
        }
    }
}
