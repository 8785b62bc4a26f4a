package io.hooklatch.jdbc.guard;

import java.util.Locale;

/**
 * Looks at the first word of every statement in an SQL text, past comments and quotes, for those that would end the
 * transaction or reach outside of it. Drivers run every statement of a text, so {@code "select 1; commit"} counts.
 */
final class SqlText {
    private final SqlDialect dialect;
    private final String sql;
    private int at;

    private SqlText(SqlDialect dialect, String sql) {
        this.dialect = dialect;
        this.sql = sql;
    }

    /** The word because of which a handler may not run this text; an empty string when it may. */
    static String refusedWord(SqlDialect dialect, String sql) {
        return new SqlText(dialect, sql).refusedWord();
    }

    private String refusedWord() {
        while (at < sql.length()) {
            String word = word();
            if (word.equals("PREPARE")) {
                word = word + " " + word();
            }
            if (dialect.refuses(word)) {
                return word;
            }
            // The body of a trigger holds statements that end with END, which cannot be told from the transaction's.
            if (dialect == SqlDialect.SQLITE && word.equals("CREATE") && createsTrigger()) {
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
            if (sql.charAt(at) == ';') {
                at++;
                return;
            }
            int after = dialect.afterQuote(sql, at);
            if (after > at) {
                at = after;
            } else if (!skipComment()) {
                at++;
            }
        }
    }

    private boolean skipComment() {
        if (sql.startsWith("--", at)) {
            int end = sql.indexOf('\n', at + 2);
            at = end < 0 ? sql.length() : end + 1;
            return true;
        }
        if (sql.startsWith("/*", at)) {
            at = dialect.afterBlockComment(sql, at);
            return true;
        }
        return false;
    }

    private static boolean isSpace(char c) {
        return c <= ' ' || c == '\uFEFF';
    }
}
