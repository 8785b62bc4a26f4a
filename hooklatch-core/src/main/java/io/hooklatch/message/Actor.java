package io.hooklatch.message;

/**
 * Who does something to the inbox, and from where.
 *
 * @param name the name of an API key or of a user of the machine; 1 to 200 characters
 * @param origin the way it came: {@code cli}, {@code api 127.0.0.1}, {@code library}, {@code automatic}; 1 to 200
 *     characters
 */
public record Actor(String name, String origin) {
    private static final int MOST = 200;

    public Actor {
        check("actor", name);
        check("origin", origin);
    }

    private static void check(String field, String value) {
        if (value.isBlank() || value.length() > MOST) {
            throw new IllegalArgumentException(
                    field + " of " + value.length() + " characters: say who it is in 1 to " + MOST);
        }
    }
}
