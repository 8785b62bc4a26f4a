package io.hooklatch.gateway.admin.stream;

/** Where a reader's messages go. Called on one thread; does not block. */
public interface Outlet {
    /** Whether so much waits to be read that nothing is to be added now. */
    boolean full();

    /** Whether the reader has gone. */
    boolean closed();

    void send(String text);

    /** Sends a last text and closes, also when the reader takes nothing any more. */
    void end(String text);
}
