package io.hooklatch.recipe;

import io.hooklatch.message.Verdict;
import java.net.URI;
import java.util.Optional;

/**
 * What is to be done about a request that is a handshake.
 *
 * @param name which handshake of the recipe it is
 * @param verdict whether it is answered, and on what grounds; never an event either way
 * @param answer what the sender is answered once the handshake is recorded
 * @param learnt the secret that the endpoint is to use from now on; never to be logged
 * @param confirm the URL to be called before the answer; https, and its host is one that the recipe allows
 * @param secretBody whether the body holds a secret and is not to be stored
 */
public record HandshakeReply(
        String name,
        Verdict verdict,
        Answer answer,
        Optional<String> learnt,
        Optional<URI> confirm,
        boolean secretBody) {

    /** This reply turned into a refusal. */
    public HandshakeReply refused(Verdict other, Answer with) {
        return new HandshakeReply(name, other, with, Optional.empty(), Optional.empty(), secretBody);
    }

    /** The name and the status; never a secret. */
    @Override
    public String toString() {
        return "HandshakeReply[" + name + " " + answer.status() + "]";
    }
}
