package io.hooklatch.gateway.access;

import java.util.List;

/**
 * Who may use the admin API.
 *
 * @param keys each with a name of its own
 * @param localWithoutKey whether a caller on this machine needs no key; it gets the role {@link #LOCAL_ROLE}
 */
public record AccessSettings(List<ApiKey> keys, boolean localWithoutKey) {
    /** What a caller without a key may do, where that is allowed at all. */
    public static final Role LOCAL_ROLE = Role.OPERATOR;

    /** Nobody. */
    public static final AccessSettings CLOSED = new AccessSettings(List.of(), false);

    public AccessSettings {
        keys = List.copyOf(keys);
        if (keys.stream().map(ApiKey::name).distinct().count() < keys.size()) {
            throw new IllegalArgumentException("two keys have the same name: the audit could not tell them apart");
        }
    }
}
