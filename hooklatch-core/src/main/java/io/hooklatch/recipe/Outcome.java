package io.hooklatch.recipe;

import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import java.util.Optional;

/** What a recipe makes of one request. */
record Outcome(
        Verifier verifier,
        Request request,
        Verdict verdict,
        Names names,
        Optional<HandshakeReply> handshake,
        Optional<Answer> answer) {
    static Outcome of(Verifier verifier, Handshakes handshakes, Request request, long nowMillis) {
        Verdict verdict = verifier.verify(request, nowMillis);
        return new Outcome(
                verifier,
                request,
                verdict,
                verifier.names(request),
                handshakes.reply(request, nowMillis, () -> verdict),
                verdict.accepted() ? handshakes.accepted(request, nowMillis) : Optional.empty());
    }
}
