package io.hooklatch.gateway.cli.access;

import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import java.util.List;
import java.util.Optional;

/**
 * What the commands ask of an inbox. Every answer is an object of the admin API, whichever way was taken. Every method
 * blocks, and fails with a line for the user and an exit code when the inbox cannot be reached or refuses. For one thread.
 */
public interface Operator extends AutoCloseable {
    /** Where the inbox is, in a few words. */
    String place();

    /** Every endpoint, in the order of the configuration. */
    List<Doc> endpoints() throws CommandFailure;

    /** One page of a list. */
    Listed list(Listing what, Filters filters) throws CommandFailure;

    /** One item with everything about it, except for bodies; absent when there is no such item. */
    Optional<Doc> find(Listing what, String id) throws CommandFailure;

    /** The bytes of a delivery's body as they are kept. */
    byte[] body(String deliveryId) throws CommandFailure;

    /** The attempts of a dispatch that ended, oldest first. */
    List<Doc> attempts(String dispatchId) throws CommandFailure;

    /** The figures of the moment. */
    Doc stats() throws CommandFailure;

    @Override
    void close();
}
