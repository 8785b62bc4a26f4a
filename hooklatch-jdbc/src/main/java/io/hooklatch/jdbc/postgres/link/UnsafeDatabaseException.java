package io.hooklatch.jdbc.postgres.link;

import java.sql.SQLException;

/** The database says that it may lose what it committed. */
public final class UnsafeDatabaseException extends SQLException {
    private static final long serialVersionUID = 1L;

    UnsafeDatabaseException(String message) {
        super(message, "F0000");
    }
}
