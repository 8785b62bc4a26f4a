package io.hooklatch.jdbc.postgres.write;

import java.sql.SQLException;

/** Another transaction took or forgot something after this one looked: roll back and look again. */
final class KeyRaceException extends SQLException {
    private static final long serialVersionUID = 1L;

    KeyRaceException() {
        super("another transaction changed the same at the same time", "40001");
    }
}
