package io.hooklatch.jdbc.guard;

/** How a database reads SQL text: what is quoted, what is a comment, and which words end a transaction or reach outside. */
public enum SqlDialect {
    /** Quotes in four ways; a dollar sign begins a parameter. */
    SQLITE {
        @Override
        boolean refuses(String word) {
            return switch (word) {
                case "BEGIN",
                        "COMMIT",
                        "END",
                        "ROLLBACK",
                        "SAVEPOINT",
                        "RELEASE",
                        "ATTACH",
                        "DETACH",
                        "VACUUM",
                        "PRAGMA" -> true;
                // Commands of the driver, not of SQL: they copy a whole database over another.
                case "BACKUP", "RESTORE" -> true;
                default -> false;
            };
        }

        @Override
        int afterQuote(String sql, int at) {
            return switch (sql.charAt(at)) {
                case '\'', '"', '`' -> after(sql, sql.charAt(at), at + 1);
                case '[' -> after(sql, ']', at + 1);
                default -> at;
            };
        }

        @Override
        int afterBlockComment(String sql, int at) {
            int end = sql.indexOf("*/", at + 2);
            return end < 0 ? sql.length() : end + 2;
        }
    },

    /** Quotes by dollar signs, too; an E before the quote lets a backslash escape, and comments contain comments. */
    POSTGRES {
        @Override
        boolean refuses(String word) {
            return switch (word) {
                case "BEGIN",
                        "START",
                        "COMMIT",
                        "END",
                        "ABORT",
                        "ROLLBACK",
                        "SAVEPOINT",
                        "RELEASE",
                        "PREPARE TRANSACTION",
                        "VACUUM" -> true;
                default -> false;
            };
        }

        @Override
        int afterQuote(String sql, int at) {
            return switch (sql.charAt(at)) {
                case '\'' -> escapes(sql, at) ? afterEscapes(sql, at + 1) : after(sql, '\'', at + 1);
                case '"' -> after(sql, '"', at + 1);
                case '$' -> afterDollars(sql, at);
                default -> at;
            };
        }

        @Override
        int afterBlockComment(String sql, int at) {
            int depth = 0;
            int i = at;
            do {
                boolean opens = sql.startsWith("/*", i);
                boolean closes = sql.startsWith("*/", i);
                depth += opens ? 1 : closes ? -1 : 0;
                i += opens || closes ? 2 : 1;
            } while (depth > 0 && i < sql.length());
            return Math.min(i, sql.length());
        }
    };

    /** Whether no statement of a handler may begin with this word. */
    abstract boolean refuses(String word);

    /** Where a quoted text that begins here is over; the same place when none begins. */
    abstract int afterQuote(String sql, int at);

    /** Where a comment that begins here with a slash is over. */
    abstract int afterBlockComment(String sql, int at);

    /** Behind the next such character. A doubled quote is two quoted texts in a row, which comes to the same. */
    private static int after(String sql, char end, int from) {
        int found = sql.indexOf(end, from);
        return found < 0 ? sql.length() : found + 1;
    }

    private static boolean escapes(String sql, int quote) {
        return quote > 0
                && (sql.charAt(quote - 1) == 'e' || sql.charAt(quote - 1) == 'E')
                && (quote == 1 || !isName(sql.charAt(quote - 2)));
    }

    private static int afterEscapes(String sql, int from) {
        int i = from;
        while (i < sql.length()) {
            if (sql.charAt(i) == '\\' || sql.startsWith("''", i)) {
                i += 2;
            } else if (sql.charAt(i++) == '\'') {
                return i;
            }
        }
        return sql.length();
    }

    /** A text between two {@code $tag$}; a dollar sign within a name, or before a number, begins none. */
    private static int afterDollars(String sql, int at) {
        if (at > 0 && isName(sql.charAt(at - 1))) {
            return at;
        }
        int i = at + 1;
        while (i < sql.length() && isName(sql.charAt(i)) && sql.charAt(i) != '$') {
            i++;
        }
        boolean tag = i < sql.length() && sql.charAt(i) == '$' && !Character.isDigit(sql.charAt(at + 1));
        if (!tag) {
            return at;
        }
        String quote = sql.substring(at, i + 1);
        int end = sql.indexOf(quote, i + 1);
        return end < 0 ? sql.length() : end + quote.length();
    }

    private static boolean isName(char c) {
        return c == '_' || c == '$' || c > 127 || Character.isLetterOrDigit(c);
    }
}
