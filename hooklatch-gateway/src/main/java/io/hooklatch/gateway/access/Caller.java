package io.hooklatch.gateway.access;

/**
 * Somebody who was let in.
 *
 * @param name the name of the key, or {@code local} without one
 * @param origin the address it comes from
 */
public record Caller(String name, Role role, String origin) {}
