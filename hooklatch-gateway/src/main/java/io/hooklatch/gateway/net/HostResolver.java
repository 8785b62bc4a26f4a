package io.hooklatch.gateway.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Turns the host of a URL, a name or an address as text, into addresses. */
public interface HostResolver {
    /**
     * The addresses of a host in the order of preference; at least one. May block on the network.
     *
     * @throws UnknownHostException when it has none
     */
    List<InetAddress> resolve(String host) throws UnknownHostException;

    /** The resolver of the operating system. */
    static HostResolver system() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
