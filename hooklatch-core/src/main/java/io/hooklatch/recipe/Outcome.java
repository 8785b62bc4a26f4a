package io.hooklatch.recipe;

import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;

/** What a verifier makes of one request. */
record Outcome(Verifier verifier, Request request, Verdict verdict, Names names) {
    static Outcome of(Verifier verifier, Request request, long nowMillis) {
        return new Outcome(verifier, request, verifier.verify(request, nowMillis), verifier.names(request));
    }
}
