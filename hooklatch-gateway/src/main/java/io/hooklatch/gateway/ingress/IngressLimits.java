package io.hooklatch.gateway.ingress;

import java.time.Duration;

/**
 * How much of everything one may ask of the ingress. The body limit is the endpoint's.
 *
 * @param requestLineBytes the longest request line (method, target, version), in bytes; beyond it 414
 * @param headerBytes the longest header section, in bytes; beyond it 431. The same goes for trailers and chunk
 *     extensions together
 * @param headerLines the most header lines; beyond it 431
 * @param connections the most open connections; one more is answered 503 and closed
 * @param bufferedBytes the most bytes of unfinished heads and of bodies whose receipt is pending, over all connections;
 *     beyond it 503
 * @param headersWithin from the first byte of a request (on a new connection, from its opening) to the end of its
 *     headers; beyond it 408
 * @param bodyWithin from the end of the headers to the end of the body; beyond it 408 and nothing is stored
 * @param idleFor how long a connection may stay open between two requests
 * @param answerWithin how long the inbox may take for a receipt, and the sender to read its answer; beyond it 503
 * @param retryAfter what a 503 of the ingress itself tells the sender to wait
 */
public record IngressLimits(
        int requestLineBytes,
        int headerBytes,
        int headerLines,
        int connections,
        long bufferedBytes,
        Duration headersWithin,
        Duration bodyWithin,
        Duration idleFor,
        Duration answerWithin,
        Duration retryAfter) {

    private static final Duration LONGEST = Duration.ofDays(1);

    /**
     * Checks every limit.
     *
     * @throws IllegalArgumentException when a limit is not positive, or a time longer than a day
     */
    public IngressLimits {
        positive("requestLineBytes", requestLineBytes);
        positive("headerBytes", headerBytes);
        positive("headerLines", headerLines);
        positive("connections", connections);
        positive("bufferedBytes", bufferedBytes);
        positive("headersWithin", headersWithin);
        positive("bodyWithin", bodyWithin);
        positive("idleFor", idleFor);
        positive("answerWithin", answerWithin);
        positive("retryAfter", retryAfter);
    }

    /**
     * 8 KiB request line, 32 KiB and 200 lines of headers, 4096 connections, a quarter of the heap for bytes in flight,
     * 10 s for the headers, 30 s for the body, 75 s idle, 30 s for the answer, retry after 10 s.
     */
    public static IngressLimits defaults() {
        return builder().build();
    }

    /** A builder that holds the {@link #defaults()}. */
    public static Builder builder() {
        return new Builder();
    }

    private static void positive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be at least 1");
        }
    }

    private static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    name + " is " + value + "; it must be longer than nothing and at most " + LONGEST);
        }
    }

    /** Collects limits; each setter is explained at the record's component of the same name. Not thread-safe. */
    public static final class Builder {
        private int requestLineBytes = 8 * 1024;
        private int headerBytes = 32 * 1024;
        private int headerLines = 200;
        private int connections = 4096;
        private long bufferedBytes = Math.max(1, Runtime.getRuntime().maxMemory() / 4);
        private Duration headersWithin = Duration.ofSeconds(10);
        private Duration bodyWithin = Duration.ofSeconds(30);
        private Duration idleFor = Duration.ofSeconds(75);
        private Duration answerWithin = Duration.ofSeconds(30);
        private Duration retryAfter = Duration.ofSeconds(10);

        private Builder() {}

        public Builder requestLineBytes(int value) {
            requestLineBytes = value;
            return this;
        }

        public Builder headerBytes(int value) {
            headerBytes = value;
            return this;
        }

        public Builder headerLines(int value) {
            headerLines = value;
            return this;
        }

        public Builder connections(int value) {
            connections = value;
            return this;
        }

        public Builder bufferedBytes(long value) {
            bufferedBytes = value;
            return this;
        }

        public Builder headersWithin(Duration value) {
            headersWithin = value;
            return this;
        }

        public Builder bodyWithin(Duration value) {
            bodyWithin = value;
            return this;
        }

        public Builder idleFor(Duration value) {
            idleFor = value;
            return this;
        }

        public Builder answerWithin(Duration value) {
            answerWithin = value;
            return this;
        }

        public Builder retryAfter(Duration value) {
            retryAfter = value;
            return this;
        }

        /**
         * The limits as set.
         *
         * @throws IllegalArgumentException when a limit makes no sense; the message names it, its value and the bounds
         */
        public IngressLimits build() {
            return new IngressLimits(
                    requestLineBytes,
                    headerBytes,
                    headerLines,
                    connections,
                    bufferedBytes,
                    headersWithin,
                    bodyWithin,
                    idleFor,
                    answerWithin,
                    retryAfter);
        }
    }
}
