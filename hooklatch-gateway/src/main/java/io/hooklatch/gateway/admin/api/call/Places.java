package io.hooklatch.gateway.admin.api.call;

import io.hooklatch.gateway.access.Role;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Lets two go through much of the inbox at the same time, of whom one at most is a viewer; the others are told to come again.
 * Thread-safe.
 */
public final class Places {
    private final String title;
    private final String detail;
    private final Semaphore anybody = new Semaphore(1);
    private final Semaphore operators = new Semaphore(1);

    /** @param title of the problem when there is no place, with its detail */
    public Places(String title, String detail) {
        this.title = title;
        this.detail = detail;
    }

    /** Does it, or refuses at once. */
    public <T> T hold(Role role, Supplier<T> work) {
        Semaphore place = place(role);
        try {
            return work.get();
        } finally {
            place.release();
        }
    }

    private Semaphore place(Role role) {
        if (role.covers(Role.OPERATOR) && operators.tryAcquire()) {
            return operators;
        }
        if (anybody.tryAcquire()) {
            return anybody;
        }
        throw Problem.of(429, "too-many", title, detail).thrown();
    }
}
