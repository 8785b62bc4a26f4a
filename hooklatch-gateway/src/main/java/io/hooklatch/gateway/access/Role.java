package io.hooklatch.gateway.access;

import java.util.Locale;

/** What a caller of the admin API may do; each may do what those before it may. */
public enum Role {
    /** Reads, except for bodies and what may be a credential. */
    VIEWER,
    /** Also reads bodies, and acts on what the inbox holds. */
    OPERATOR,
    /** Also removes, copies and forgets. */
    ADMIN;

    /** Whether this role may do what that one is needed for. */
    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }

    /** The role in lower case, as it is written and shown. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads what {@link #text()} gives.
     *
     * @throws IllegalArgumentException when there is no such role; the message goes on from the text, as in {@code is no role}
     */
    public static Role of(String text) {
        for (Role role : values()) {
            if (role.text().equals(text)) {
                return role;
            }
        }
        throw new IllegalArgumentException("is no role: write viewer, operator or admin");
    }
}
