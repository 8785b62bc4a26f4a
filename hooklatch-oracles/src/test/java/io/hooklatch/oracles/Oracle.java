package io.hooklatch.oracles;

import io.hooklatch.message.Headers;
import io.hooklatch.message.Names;
import io.hooklatch.message.Request;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** A provider's own library, set beside the catalogue's recipe of that provider. */
interface Oracle {
    /** The catalogue's name of the provider. */
    String provider();

    /** A secret as the provider gives them out. */
    default Secret secret(Arbitrary any) {
        return Secret.shared(any.ascii(8 + any.below(40)));
    }

    /** A request that is yet to be signed, with a body that the library can take. */
    default Request unsigned(Arbitrary any) {
        return post(any.text(1 + any.below(600)));
    }

    /** What goes into the headers that carry ids. */
    default Names names(Arbitrary any) {
        return new Names(Optional.of("msg_" + any.word(20)), Optional.empty(), Optional.empty());
    }

    /** What an endpoint of the provider is configured with. */
    default Map<String, String> options() {
        return Map.of();
    }

    /** Whether our signer can write the signature where the provider has it. */
    default boolean weSign() {
        return true;
    }

    /**
     * Whether the library accepts the request.
     *
     * @param secret the half of the secret that verifies
     * @throws Exception only when the library fails in another way than by refusing
     */
    boolean verifies(Request request, String secret) throws Exception;

    /** The request with one byte changed that the signature covers. */
    default Request tampered(Request request, Arbitrary any) {
        return request.withBody(any.oneByteOff(text(request)).getBytes(StandardCharsets.UTF_8));
    }

    /** The body as the text that most libraries ask for. */
    static String text(Request request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    /** The value of a header that must be there. */
    static String header(Request request, String name) {
        return request.headers().first(name).orElseThrow();
    }

    static Request post(String body) {
        return Request.post("/hooks", Headers.none(), body);
    }
}
