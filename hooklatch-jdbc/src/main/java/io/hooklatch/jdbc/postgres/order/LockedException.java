package io.hooklatch.jdbc.postgres.order;

import java.sql.SQLException;
import java.util.List;

/** Somebody else changes a line or an entity now: roll back, wait for these locks, and begin anew. */
public final class LockedException extends SQLException {
    private static final long serialVersionUID = 1L;

    private final transient List<Integer> numbers;

    LockedException(List<Integer> numbers) {
        super("another transaction changes the same line", "40001");
        this.numbers = numbers;
    }

    /** What to wait for. */
    public List<Integer> numbers() {
        return numbers;
    }
}
