package io.hooklatch.keys.net;

import java.net.InetAddress;

/** What kind of host an IP address leads to. */
public enum AddressKind {
    /** Anywhere on the internet. */
    PUBLIC("public"),
    /** This machine. */
    LOOPBACK("loopback"),
    /** This network: RFC 1918, shared address space of RFC 6598, IPv6 unique-local and site-local. */
    PRIVATE("private"),
    /** This link, reachable without a router. */
    LINK_LOCAL("link-local"),
    /** The metadata service of a cloud, which hands out credentials to whoever asks. */
    METADATA("cloud metadata"),
    /** No single host: unspecified, multicast, broadcast, reserved, documentation, or a tunnel whose end is not known. */
    UNROUTABLE("unroutable");

    private final String word;

    /** The kind of this address; an IPv6 address that carries an IPv4 address is what the carried one is. */
    public static AddressKind of(InetAddress address) {
        return AddressRanges.kindOf(address);
    }

    AddressKind(String word) {
        this.word = word;
    }

    /** How messages call it. */
    public String word() {
        return word;
    }

    /** Whether an operator may open it; metadata services and what is no host stay closed. */
    public boolean mayBeAllowed() {
        return this != METADATA && this != UNROUTABLE;
    }
}
