package io.hooklatch.gateway.ingress;

import io.hooklatch.message.Receipt;
import io.hooklatch.message.Request;
import io.hooklatch.observe.TurnedAway;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What the ingress needs to know of the inbox behind it.
 *
 * <p>Every method is called on an event loop that serves many connections, from several such threads at once: none may
 * block.
 */
public interface Inbox {
    /**
     * The endpoint at this path, compared as it was sent: nothing is decoded, folded or normalised.
     *
     * @param rawPath the request target up to its first {@code ?}
     */
    Optional<IngressEndpoint> endpoint(String rawPath);

    /**
     * Takes one complete request.
     *
     * @return completes, on any thread, once what the receipt says is durable. An exceptional end is answered with 503:
     *     the sender shall try again
     */
    CompletionStage<Receipt> receive(Request request);

    /**
     * Takes note of a request whose body is larger than its endpoint allows. The body was not read, or was dropped.
     *
     * @param withoutBody the request with an empty body
     * @param declaredLength the length that the sender announced in bytes, or -1 when it announced none
     * @return as for {@link #receive}; its receipt is the answer, as a rule 413
     */
    CompletionStage<Receipt> oversized(Request withoutBody, long declaredLength);

    /**
     * A request was answered without reaching the inbox; for counting and logging.
     *
     * @param endpoint the endpoint's name, or an empty string when none was found
     * @param status the HTTP status that was answered
     * @param cause of what kind the reason is
     * @param detail the reason in one line; holds no header value and nothing of the body
     */
    void turnedAway(String endpoint, int status, TurnedAway cause, String detail);
}
