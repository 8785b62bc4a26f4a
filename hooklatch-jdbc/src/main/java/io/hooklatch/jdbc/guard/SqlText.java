package io.hooklatch.jdbc.guard;

import java.util.Locale;
import java.util.Set;

/**
 * Looks at the first word of every statement in an SQL text, past comments and quotes, for those that would end the
 * transaction or reach outside of it. SQLite runs every statement of a text, so {@code "select 1; commit"} counts.
 */
final class SqlText {
    private static final Set<String> REFUSED = Set.of(
            "BEGIN",
            "COMMIT",
            "END",
            "ROLLBACK",
            "SAVEPOINT",
            "RELEASE",
            "ATTACH",
            "DETACH",
            "VACUUM",
            "PRAGMA",
            // Commands of the SQLite driver, not of SQL: they copy a whole database over another.
            "BACKUP",
            "RESTORE");

    private final String sql;
    private int at;

    private SqlText(String sql) {
        this.sql = sql;
    }

    /** The word because of which a handler may not run this text; an empty string when it may. */
    static String refusedWord(String sql) {
        return new SqlText(sql).refusedWord();
    }

    private String refusedWord() {
        while (at < sql.length()) {
            String word = word();
            if (REFUSED.contains(word)) {
                return word;
            }
            // The body of a trigger holds statements that end with END, which cannot be told from the transaction's.
            if (word.equals("CREATE") && createsTrigger()) {
                return "CREATE TRIGGER";
            }
            toNextStatement();
        }
        return "";
    }

    private boolean createsTrigger() {
        String word = word();
        if (word.equals("TEMP") || word.equals("TEMPORARY")) {
            word = word();
        }
        return word.equals("TRIGGER");
    }

    /** The next word in upper case; an empty string where something else than a word comes next. */
    private String word() {
        while (at < sql.length() && (isSpace(sql.charAt(at)) || skipComment())) {
            if (at < sql.length() && isSpace(sql.charAt(at))) {
                at++;
            }
        }
        int start = at;
        while (at < sql.length() && Character.isLetter(sql.charAt(at))) {
            at++;
        }
        return sql.substring(start, at).toUpperCase(Locale.ROOT);
    }

    private void toNextStatement() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == ';') {
                at++;
                return;
            }
            if (c == '\'' || c == '"' || c == '`') {
                skipTo(c, 1);
            } else if (c == '[') {
                skipTo(']', 1);
            } else if (!skipComment()) {
                at++;
            }
        }
    }

    private boolean skipComment() {
        if (sql.startsWith("--", at)) {
            skipTo('\n', 2);
            return true;
        }
        if (sql.startsWith("/*", at)) {
            int end = sql.indexOf("*/", at + 2);
            at = end < 0 ? sql.length() : end + 2;
            return true;
        }
        return false;
    }

    /** Moves behind the next such character. A doubled quote is two quoted texts in a row, which comes to the same. */
    private void skipTo(char end, int from) {
        int found = sql.indexOf(end, at + from);
        at = found < 0 ? sql.length() : found + 1;
    }

    private static boolean isSpace(char c) {
        return c <= ' ' || c == '\uFEFF';
    }
}
