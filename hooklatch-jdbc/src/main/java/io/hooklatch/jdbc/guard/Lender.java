package io.hooklatch.jdbc.guard;

import java.sql.SQLException;

/** Who lends a connection, asked around every call that is made through it. */
public interface Lender {
    /**
     * Called before each call, on the thread that makes it. What it does is undone by {@link #afterCall}.
     *
     * @throws SQLException to refuse the call, because the loan is over
     */
    void beforeCall() throws SQLException;

    /** Called after each call that was let through, whether it threw or not. */
    void afterCall();
}
