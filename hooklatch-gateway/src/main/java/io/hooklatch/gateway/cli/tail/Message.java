package io.hooklatch.gateway.cli.tail;

/**
 * One message of the stream.
 *
 * @param kind what it is about; {@code end} when the server closes the stream
 * @param id where the stream goes on behind it; empty when the message has none
 * @param data one line of JSON; empty when the message only tells a place
 */
record Message(String kind, String id, String data) {}
