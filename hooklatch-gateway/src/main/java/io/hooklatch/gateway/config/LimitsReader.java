package io.hooklatch.gateway.config;

import io.hooklatch.gateway.ingress.IngressLimits;
import java.time.Duration;

/** The settings below {@code limits}. */
final class LimitsReader {
    private static final Kind<Duration> TIME = Kinds.duration(Duration.ofMillis(100), Duration.ofHours(1));

    private LimitsReader() {}

    static IngressLimits read(Section limits) {
        IngressLimits.Builder builder = IngressLimits.builder();
        Kind<Long> small = Kinds.size(256, 1 << 20);
        limits.get("request_line").flatMap(v -> v.as(small)).ifPresent(v -> builder.requestLineBytes(v.intValue()));
        limits.get("headers").flatMap(v -> v.as(small)).ifPresent(v -> builder.headerBytes(v.intValue()));
        limits.get("header_lines").flatMap(v -> v.as(Kinds.integer(1, 10_000))).ifPresent(builder::headerLines);
        limits.get("connections")
                .flatMap(v -> v.as(Kinds.integer(1, 1_000_000)))
                .ifPresent(builder::connections);
        limits.get("buffered").flatMap(v -> v.as(Kinds.size(1 << 20, 1L << 40))).ifPresent(builder::bufferedBytes);
        limits.get("headers_within").flatMap(v -> v.as(TIME)).ifPresent(builder::headersWithin);
        limits.get("body_within").flatMap(v -> v.as(TIME)).ifPresent(builder::bodyWithin);
        limits.get("idle_for").flatMap(v -> v.as(TIME)).ifPresent(builder::idleFor);
        limits.get("answer_within").flatMap(v -> v.as(TIME)).ifPresent(builder::answerWithin);
        limits.get("retry_after").flatMap(v -> v.as(TIME)).ifPresent(builder::retryAfter);
        limits.end();
        return builder.build();
    }
}
