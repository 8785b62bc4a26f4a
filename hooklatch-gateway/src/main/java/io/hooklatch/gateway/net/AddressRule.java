package io.hooklatch.gateway.net;

import io.hooklatch.keys.net.AddressKind;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Which addresses may be connected to. The decision is about an address, never about a name, so it must be made on the
 * very address that is then connected to.
 *
 * @param allowPrivate whether loopback, private and link-local addresses are allowed as well
 */
public record AddressRule(boolean allowPrivate) {

    /** Why this address may not be connected to; empty when it may. */
    public Optional<String> refusal(InetAddress address) {
        AddressKind kind = AddressKind.of(address);
        if (kind == AddressKind.PUBLIC || (allowPrivate && kind.mayBeAllowed())) {
            return Optional.empty();
        }
        return Optional.of(address.getHostAddress() + " is a " + kind.word() + " address"
                + (kind.mayBeAllowed() ? ", which allow_private: true would allow" : ", which is never allowed"));
    }
}
