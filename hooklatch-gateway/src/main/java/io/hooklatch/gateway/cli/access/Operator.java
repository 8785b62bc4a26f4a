package io.hooklatch.gateway.cli.access;

import io.hooklatch.gateway.cli.data.Doc;
import io.hooklatch.gateway.cli.shell.CommandFailure;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
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

    /** Every handler, in the order of the configuration. */
    List<Doc> handlers() throws CommandFailure;

    /** One page of a list. */
    Listed list(Listing what, Filters filters) throws CommandFailure;

    /** One item with everything about it, except for bodies; absent when there is no such item. */
    Optional<Doc> find(Listing what, String id) throws CommandFailure;

    /** The bytes of a delivery's body as they are kept; absent for those who may not see them. */
    Optional<byte[]> body(String deliveryId) throws CommandFailure;

    /** The attempts of a dispatch that ended, oldest first. */
    List<Doc> attempts(String dispatchId) throws CommandFailure;

    /** What an order would take, and changes nothing. */
    Doc preview(Doc order) throws CommandFailure;

    /** Begins an operation; it is durable when this returns, and goes on by itself until this is closed or beyond. */
    Doc start(Doc order) throws CommandFailure;

    /** Makes an operation take nothing further. */
    Doc cancel(String operationId, String why) throws CommandFailure;

    /** What becomes of an operation that is under way when this process ends, and the way to it, in a sentence. */
    String left(String operationId);

    /**
     * Refuses where nobody is at work on the inbox.
     *
     * @param what what is asked for, for the message
     */
    void live(String what) throws CommandFailure;

    /** One page of what became of each thing that an operation took. */
    Listed items(String operationId, Filters filters) throws CommandFailure;

    /**
     * Pauses or resumes.
     *
     * @param kind {@code endpoint} or {@code handler}
     * @param verb {@code pause} or {@code resume}
     */
    Doc pause(String kind, String name, String verb, String why) throws CommandFailure;

    /** The figures of the moment. */
    Doc stats() throws CommandFailure;

    /**
     * What comes in from now on, as server-sent events, until it is closed.
     *
     * @param query kinds, filters and place, as the admin API takes them
     */
    InputStream stream(Map<String, String> query) throws CommandFailure;

    @Override
    void close();
}
