package io.hooklatch.keys.net;

import static io.hooklatch.keys.net.AddressKind.LINK_LOCAL;
import static io.hooklatch.keys.net.AddressKind.LOOPBACK;
import static io.hooklatch.keys.net.AddressKind.METADATA;
import static io.hooklatch.keys.net.AddressKind.PRIVATE;
import static io.hooklatch.keys.net.AddressKind.PUBLIC;
import static io.hooklatch.keys.net.AddressKind.UNROUTABLE;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * The special-purpose address registries of IANA (IPv4 and IPv6, RFC 6890 and its updates) and the metadata addresses
 * that the large clouds document. An IPv6 address that carries an IPv4 address is what the carried one is.
 */
final class AddressRanges {
    /** The first match decides, so the single metadata addresses stand before the ranges around them. */
    private static final List<Range> V4 = List.of(
            range(METADATA, "169.254.169.254", 32), // AWS, Azure, Google, OpenStack and others
            range(METADATA, "169.254.170.2", 32), // AWS container credentials
            range(METADATA, "169.254.170.23", 32), // AWS pod identity
            range(METADATA, "168.63.129.16", 32), // Azure platform
            range(METADATA, "100.100.100.200", 32), // Alibaba Cloud
            range(METADATA, "192.0.0.192", 32), // Oracle Cloud
            range(UNROUTABLE, "0.0.0.0", 8),
            range(PRIVATE, "10.0.0.0", 8),
            range(PRIVATE, "100.64.0.0", 10),
            range(LOOPBACK, "127.0.0.0", 8),
            range(LINK_LOCAL, "169.254.0.0", 16),
            range(PRIVATE, "172.16.0.0", 12),
            range(UNROUTABLE, "192.0.0.0", 24),
            range(UNROUTABLE, "192.0.2.0", 24),
            range(UNROUTABLE, "192.88.99.0", 24),
            range(PRIVATE, "192.168.0.0", 16),
            range(UNROUTABLE, "198.18.0.0", 15),
            range(UNROUTABLE, "198.51.100.0", 24),
            range(UNROUTABLE, "203.0.113.0", 24),
            range(UNROUTABLE, "224.0.0.0", 4),
            range(UNROUTABLE, "240.0.0.0", 4));

    private static final List<Range> V6 = List.of(
            range(METADATA, "fd00:ec2::254", 128), // AWS
            range(METADATA, "fd00:ec2::23", 128), // AWS pod identity
            range(METADATA, "fd20:ce::254", 128), // Google
            range(LOOPBACK, "::1", 128),
            range(UNROUTABLE, "::", 128),
            range(UNROUTABLE, "64:ff9b:1::", 48),
            range(UNROUTABLE, "100::", 64),
            range(UNROUTABLE, "2001::", 23),
            range(UNROUTABLE, "2001:db8::", 32),
            range(UNROUTABLE, "3fff::", 20),
            range(UNROUTABLE, "5f00::", 16),
            range(PRIVATE, "fc00::", 7),
            range(LINK_LOCAL, "fe80::", 10),
            range(PRIVATE, "fec0::", 10),
            range(UNROUTABLE, "ff00::", 8));

    /** Prefixes of IPv6 addresses that carry an IPv4 address, and the byte at which it begins. */
    private static final List<Carrier> CARRIERS = List.of(
            new Carrier(mapped(), 12), // ::ffff:0:0/96, IPv4-mapped
            new Carrier(range(PUBLIC, "::ffff:0:0:0", 96), 12), // IPv4-translated, RFC 2765
            new Carrier(range(PUBLIC, "64:ff9b::", 96), 12), // NAT64, RFC 6052
            new Carrier(range(PUBLIC, "2002::", 16), 2), // 6to4, RFC 3056
            new Carrier(range(PUBLIC, "::", 96), 12)); // IPv4-compatible, deprecated

    private AddressRanges() {}

    static AddressKind kindOf(InetAddress address) {
        return kindOf(address.getAddress());
    }

    static AddressKind kindOf(byte[] address) {
        if (address.length == 4) {
            return firstMatch(V4, address);
        }
        AddressKind kind = firstMatch(V6, address);
        if (kind != PUBLIC) {
            return kind;
        }
        for (Carrier carrier : CARRIERS) {
            if (carrier.prefix.contains(address)) {
                return kindOf(Arrays.copyOfRange(address, carrier.at, carrier.at + 4));
            }
        }
        return PUBLIC;
    }

    private static AddressKind firstMatch(List<Range> ranges, byte[] address) {
        for (Range range : ranges) {
            if (range.contains(address)) {
                return range.kind;
            }
        }
        return PUBLIC;
    }

    private static Range range(AddressKind kind, String first, int bits) {
        try {
            return new Range(kind, InetAddress.getByName(first).getAddress(), bits);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("not an address: " + first, e);
        }
    }

    /** Written out, since the JDK turns the text of a mapped address into an IPv4 address. */
    private static Range mapped() {
        byte[] first = new byte[16];
        first[10] = (byte) 0xff;
        first[11] = (byte) 0xff;
        return new Range(PUBLIC, first, 96);
    }

    private record Carrier(Range prefix, int at) {}

    private record Range(AddressKind kind, byte[] first, int bits) {
        boolean contains(byte[] address) {
            if (address.length != first.length) {
                return false;
            }
            int whole = bits / 8;
            if (!Arrays.equals(address, 0, whole, first, 0, whole)) {
                return false;
            }
            int rest = bits % 8;
            return rest == 0 || (address[whole] & 0xff) >>> (8 - rest) == (first[whole] & 0xff) >>> (8 - rest);
        }
    }
}
