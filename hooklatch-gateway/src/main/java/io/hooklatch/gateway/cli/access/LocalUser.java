package io.hooklatch.gateway.cli.access;

import io.hooklatch.message.Actor;

/** Who sits here: the user of the operating system. */
public final class LocalUser {
    private LocalUser() {}

    /** As the audit names them. */
    public static Actor actor() {
        String user = System.getProperty("user.name", "");
        return new Actor(user.isBlank() ? "unknown" : user, "cli");
    }
}
