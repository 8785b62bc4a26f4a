package io.hooklatch.jdbc.sqlite.file;

import io.hooklatch.jdbc.sqlite.SqliteSettings;
import io.hooklatch.store.StoreException;
import io.hooklatch.store.StoreUnavailableException;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What an error of SQLite means for the inbox. Codes: https://sqlite.org/rescode.html. */
public final class SqliteFailure {
    private SqliteFailure() {}

    /** Whether it is about one change, such as a value that is too big, rather than about the database or the disk. */
    public static boolean concernsOneChange(SQLException error) {
        return switch (primary(error)) {
            case SQLITE_ERROR, SQLITE_TOOBIG, SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_RANGE -> true;
            default -> false;
        };
    }

    /** Whether another connection has the lock; nothing is wrong with this one. */
    public static boolean isBusy(SQLException error) {
        return primary(error) == SQLiteErrorCode.SQLITE_BUSY;
    }

    /** Whether there is no room left on the disk, by the error alone. The index of the log says so in words of its own. */
    public static boolean isFull(SQLException error) {
        return primary(error) == SQLiteErrorCode.SQLITE_FULL
                || code(error) == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE.code;
    }

    /** Whether reading or writing failed, for want of room or for another cause. */
    static boolean isInputOutput(SQLException error) {
        return primary(error) == SQLiteErrorCode.SQLITE_IOERR;
    }

    /** What to tell whoever waits for a write or asked for rows. */
    public static StoreException explain(SqliteSettings settings, SQLException error) {
        return new StoreUnavailableException(words(settings, error), error);
    }

    /** The same in words: the file, the cause and the way out. */
    public static String words(SqliteSettings settings, SQLException error) {
        String cause = switch (isFull(error) ? SQLiteErrorCode.SQLITE_FULL : primary(error)) {
            case SQLITE_BUSY ->
                "another connection or process kept the write lock for more than "
                        + settings.busyTimeout().toMillis() + " ms. Find it, or make its transactions shorter";
            case SQLITE_FULL -> "the disk is full. Make room";
            case SQLITE_READONLY -> "it can no longer be written. Check its mode and that of its directory";
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                "it is damaged. Stop, keep a copy of it and its -wal file, and put back a backup; without one, "
                        + "sqlite3 with .recover saves into a new file what can be read";
            case SQLITE_IOERR, SQLITE_CANTOPEN -> "the disk failed. Check it and its file system";
            default -> "it failed";
        };
        return settings.name() + ": " + cause + " (" + error.getMessage() + ")";
    }

    /** The first byte of the result code. */
    private static SQLiteErrorCode primary(SQLException error) {
        return SQLiteErrorCode.getErrorCode(code(error) & 0xFF);
    }

    private static int code(SQLException error) {
        return error instanceof SQLiteException sqlite ? sqlite.getResultCode().code : error.getErrorCode();
    }
}
