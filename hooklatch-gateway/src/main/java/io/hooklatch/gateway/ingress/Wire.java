package io.hooklatch.gateway.ingress;

import io.hooklatch.message.Receipt;
import io.netty.util.concurrent.EventExecutor;

/** What a {@link Conversation} asks of the connection it goes over. All on the connection's event loop. */
interface Wire {
    EventExecutor loop();

    /** The peer's address as text. */
    String remoteAddress();

    /** Tells the sender to go on with its body. */
    void sendContinue();

    /**
     * Sends an answer.
     *
     * @param head of the request that is answered, for its method and version
     * @param close whether the connection ends with it: it is said in the answer, and what still arrives is dropped
     */
    void send(Receipt answer, Head head, boolean close);

    /** As {@link #send}, with the connection's end, for what is no request. */
    void sendLast(Receipt answer);

    /** Closes without a word. */
    void close();

    /** The conversation waits for bytes again; hand over those that arrived meanwhile. */
    void ready();
}
