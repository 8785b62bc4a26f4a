package io.hooklatch.recipe;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.hooklatch.message.Headers;
import io.hooklatch.message.Request;
import java.util.List;

/** The time that a header carries, in every unit; the first byte chooses it. */
class TimestampFuzz {
    private static final Request SIGNED = Request.post("/", Headers.of("x-s", "00".repeat(32)), Samples.BODY);
    private static final List<Verifier> UNITS = List.of("s", "ms", "iso-8601", "text").stream()
            .map(unit -> Fuzzed.verifier("{\"signature\":{\"in\":\"header x-s\",\"encoding\":\"hex\","
                    + "\"algorithm\":\"hmac-sha256\",\"signs\":[\"timestamp\",\"body\"]},"
                    + "\"timestamp\":{\"in\":\"header x-t\",\"unit\":\"" + unit + "\""
                    + (unit.equals("text") ? "" : ",\"tolerance_s\":300") + "}}"))
            .toList();

    @FuzzTest
    void time(byte[] data) {
        Verifier verifier = Fuzzed.choice(UNITS, data);
        Request request = SIGNED.withHeader("X-T", Fuzzed.text(data, 1));
        Fuzzed.check(verifier, request, Samples.NOW);
        Fuzzed.check(verifier, request, Long.MIN_VALUE);
        Fuzzed.check(verifier, request, Long.MAX_VALUE);
    }
}
