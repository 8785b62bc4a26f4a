package io.hooklatch.recipe;

/** One key at work on one message at a time: takes the signed bytes, then says whether a signature fits. One thread. */
interface Proof extends ByteSink {
    /** Whether this signature fits the bytes fed so far. */
    boolean fits(byte[] signature);

    /** Whether {@link #fits} may be asked again without feeding the bytes again. */
    boolean asksAgain();

    /** Forgets the message. */
    void reset();
}
