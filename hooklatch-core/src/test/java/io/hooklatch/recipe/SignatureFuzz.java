package io.hooklatch.recipe;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Request;
import java.util.List;

/** The text that carries signatures. The first byte chooses among the recipes, the rest is the header. */
class SignatureFuzz {
    private static final String SIGNED = ",\"algorithm\":\"hmac-sha256\"}";
    private static final List<Verifier> PAIRS = recipes(
            "{\"between\":\",\",\"equals\":\"=\",\"labels\":[\"v1\",\"v2\"]}",
            "{\"between\":\";\",\"equals\":\"=\",\"labels\":[\"h1\"]}",
            "{\"between\":\", \",\"equals\":\"=\",\"labels\":[\"v1\"]}",
            "{\"between\":\",\",\"equals\":\"=\",\"labels\":[\"v1\"],\"groups\":\" \"}",
            "{\"between\":\" \",\"equals\":\",\",\"labels\":[\"v1\"]}");
    private static final List<Verifier> VALUES =
            List.of("hex", "hex-upper", "base64", "base64url", "base64-of-hex").stream()
                    .map(encoding -> Fuzzed.verifier("{\"signature\":{\"in\":\"header x-s\",\"prefix\":\"sha256=\","
                            + "\"encoding\":\"" + encoding + "\"" + SIGNED + "}"))
                    .toList();
    private static final List<Verifier> LISTS = List.of(
            Fuzzed.verifier("{\"signature\":{\"in\":\"header x-s\",\"list\":{\"between\":\",\"},"
                    + "\"encoding\":\"base64-any-padding\",\"signs\":[\"timestamp\",\"body\"]" + SIGNED
                    + ",\"timestamp\":{\"first\":true,\"unit\":\"ms\",\"tolerance_s\":300}}"),
            Fuzzed.verifier("{\"signature\":{\"in\":\"header x-s\",\"list\":{\"between\":\", \"},\"repeats\":true,"
                    + "\"encoding\":\"base64url-any-padding\"" + SIGNED + "}"));

    private static List<Verifier> recipes(String... pairs) {
        return List.of(pairs).stream()
                .map(format -> Fuzzed.verifier("{\"signature\":{\"in\":\"header x-s\",\"pairs\":" + format
                        + ",\"encoding\":\"hex\",\"signs\":[\"timestamp\",\"body\"]" + SIGNED
                        + ",\"timestamp\":{\"label\":\"t\",\"unit\":\"s\",\"tolerance_s\":300}}"))
                .toList();
    }

    @FuzzTest
    void pairs(byte[] data) {
        check(Fuzzed.choice(PAIRS, data), data);
    }

    @FuzzTest
    void value(byte[] data) {
        check(Fuzzed.choice(VALUES, data), data);
    }

    /** A line end begins another header line of the same name. */
    @FuzzTest
    void list(byte[] data) {
        check(Fuzzed.choice(LISTS, data), data);
    }

    private static void check(Verifier verifier, byte[] data) {
        Headers headers = Headers.none();
        for (String line : Fuzzed.text(data, 1).split("\n", 4)) {
            headers = headers.plus("X-S", line);
        }
        Fuzzed.check(verifier, Request.post("/", headers, Samples.BODY), Samples.NOW);
    }
}
