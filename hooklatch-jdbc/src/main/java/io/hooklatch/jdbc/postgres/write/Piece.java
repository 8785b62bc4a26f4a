package io.hooklatch.jdbc.postgres.write;

import io.hooklatch.jdbc.guard.Lender;
import io.hooklatch.jdbc.guard.LentConnection;
import io.hooklatch.jdbc.guard.SqlDialect;
import io.hooklatch.jdbc.postgres.link.Session;
import java.sql.Connection;
import java.sql.SQLException;

/** One piece of a handler's work with the connection that is lent to it. It ends once: in time, or taken back. */
final class Piece implements Lender {
    private final LentConnection lent;
    private final Thread runner;
    private boolean used;
    private boolean over;
    private boolean late;

    Piece(Session session, Thread runner) {
        this.lent = new LentConnection(session.connection(), SqlDialect.POSTGRES, this);
        this.runner = runner;
    }

    Connection connection() {
        return lent.connection();
    }

    /** The work returned. False when its time had passed; the interrupt that told it so is cleared. */
    synchronized boolean end() {
        over = true;
        if (late) {
            Thread.interrupted(); // that was for the handler, not for the next task of this thread
        }
        return !late;
    }

    /** Its time has passed. False when it had returned. */
    synchronized boolean takeBack() {
        if (over) {
            return false;
        }
        over = true;
        late = true;
        runner.interrupt();
        return true;
    }

    void closeStatements() throws SQLException {
        lent.closeStatements();
    }

    /** Whether it did anything with the connection, and so may have left something there. */
    synchronized boolean used() {
        return used;
    }

    @Override
    public synchronized void beforeCall() throws SQLException {
        used = true;
        if (over) {
            throw new SQLException("this connection was lent to one call of a transactional handler, which is over");
        }
    }

    /** A call that goes on when the work's time has passed fails by itself: its connection is cut. */
    @Override
    public void afterCall() {
        // Nothing is held during a call.
    }
}
