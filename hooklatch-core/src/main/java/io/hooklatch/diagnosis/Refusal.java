package io.hooklatch.diagnosis;

import io.hooklatch.message.Request;
import io.hooklatch.message.Verdict;
import java.util.List;

/**
 * A refused request and all that may explain it. Immutable.
 *
 * @param here the endpoint that refused it
 * @param elsewhere the other endpoints
 * @param request the request as it arrived, with its whole body and its credentials
 * @param verdict the refusal
 * @param receivedAt when it arrived, in milliseconds since the epoch, UTC
 */
public record Refusal(Setup here, List<Setup> elsewhere, Request request, Verdict verdict, long receivedAt) {
    public Refusal {
        elsewhere = List.copyOf(elsewhere);
    }
}
