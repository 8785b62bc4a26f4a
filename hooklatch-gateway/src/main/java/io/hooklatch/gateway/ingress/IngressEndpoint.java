package io.hooklatch.gateway.ingress;

import java.util.Set;

/**
 * What the ingress has to know of an endpoint before it reads a body for it.
 *
 * @param name the endpoint's name
 * @param methods the methods it takes, in upper case; with some of them perhaps only handshakes, which the inbox decides
 * @param maxBodyBytes the longest body it takes, in bytes after transfer decoding
 * @param enabled false to answer 503, so that senders keep their deliveries and try again
 */
public record IngressEndpoint(String name, Set<String> methods, int maxBodyBytes, boolean enabled) {
    /**
     * Copies the methods.
     *
     * @throws IllegalArgumentException when there is no method, or the length is negative
     */
    public IngressEndpoint {
        methods = Set.copyOf(methods);
        if (methods.isEmpty()) {
            throw new IllegalArgumentException("endpoint " + name + ": methods is empty; name at least one, as POST");
        }
        if (maxBodyBytes < 0) {
            throw new IllegalArgumentException(
                    "endpoint " + name + ": maxBodyBytes is " + maxBodyBytes + "; it must not be negative");
        }
    }
}
