package io.hooklatch.jdbc.guard;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A connection for one handler's call. It refuses to end the transaction, by method or by SQL text, and to show the real
 * connection; statements, result sets and whatever else comes out of it are lent in the same way. The lender ends the
 * loan by refusing in {@link Lender#beforeCall}, then calls {@link #closeStatements}.
 */
public final class LentConnection {
    private final Connection real;
    private final Connection lent;
    private final SqlDialect dialect;
    private final Lender lender;
    private final List<Statement> statements = new ArrayList<>();

    /** @param dialect how the database reads SQL text */
    public LentConnection(Connection real, SqlDialect dialect, Lender lender) {
        this.dialect = dialect;
        this.real = real;
        this.lender = lender;
        this.lent = (Connection) Proxy.newProxyInstance(
                LentConnection.class.getClassLoader(), new Class<?>[] {Connection.class}, new LentCalls(this, real));
    }

    /** What the handler is given. */
    public Connection connection() {
        return lent;
    }

    /**
     * Closes every statement that was made through it.
     *
     * @throws SQLException the first that was thrown, when any could not be closed; the others are closed nevertheless
     */
    public void closeStatements() throws SQLException {
        SQLException first = null;
        for (Statement statement : statements) {
            try {
                statement.close();
            } catch (SQLException e) {
                first = first == null ? e : first;
            }
        }
        statements.clear();
        if (first != null) {
            throw first;
        }
    }

    Connection real() {
        return real;
    }

    SqlDialect dialect() {
        return dialect;
    }

    Lender lender() {
        return lender;
    }

    void made(Statement statement) {
        statements.add(statement);
    }
}
