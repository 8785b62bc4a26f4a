package io.hooklatch.recipe;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One question of a provider whether we own an address, and what is answered.
 *
 * @param name what messages and stored verdicts call it
 * @param match by what a request is known
 * @param verified whether the endpoint's own verification must accept the request
 * @param equal what must stand at these places
 * @param answer what is answered
 * @param otherwise the status when something that is required is missing; {@link #PASS} to treat the request as any other
 * @param learns where the secret stands that the endpoint is to use from now on
 * @param confirms the URL that is to be called before the answer
 */
record HandshakeRule(
        String name,
        HandshakeMatch match,
        boolean verified,
        Map<From, Source> equal,
        AnswerRule answer,
        int otherwise,
        Optional<From> learns,
        Optional<Confirmation> confirms) {
    static final int PASS = 0;

    HandshakeRule {
        equal = Map.copyOf(equal);
    }

    /**
     * An outbound call.
     *
     * @param url where its URL stands
     * @param hosts the hosts that may be called, in lower case; {@code *} is one label
     */
    record Confirmation(From url, List<String> hosts) {
        Confirmation {
            hosts = List.copyOf(hosts);
        }
    }
}
