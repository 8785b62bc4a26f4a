package io.hooklatch.recipe;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of the proxies whose {@code Forwarded} and {@code X-Forwarded-*} headers are believed. Immutable and
 * thread-safe; no name is ever looked up.
 */
public final class TrustedProxies {
    private static final Pattern IPV4 = Pattern.compile("(\\d{1,3})(\\.(\\d{1,3})){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final TrustedProxies NONE = new TrustedProxies(List.of());

    private final List<Range> ranges;

    private record Range(byte[] address, int bits) {
        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit & 7);
                if (((address[bit >> 3] ^ other[bit >> 3]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    private TrustedProxies(List<Range> ranges) {
        this.ranges = List.copyOf(ranges);
    }

    /** Nobody: no such header is believed. */
    public static TrustedProxies none() {
        return NONE;
    }

    /**
     * These proxies.
     *
     * @param addresses IPv4 or IPv6 addresses such as {@code 10.0.0.7}, or ranges such as {@code 10.0.0.0/8}
     * @throws IllegalArgumentException when one of them is neither, naming it
     */
    public static TrustedProxies of(List<String> addresses) {
        List<Range> ranges = new ArrayList<>();
        for (String text : addresses) {
            ranges.add(range(text));
        }
        return new TrustedProxies(ranges);
    }

    /** As {@link #of(List)}. */
    public static TrustedProxies of(String... addresses) {
        return of(Arrays.asList(addresses));
    }

    private static Range range(String text) {
        int slash = text.indexOf('/');
        byte[] address = bytes(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw wrong(text, "give an address such as 10.0.0.7 or a range such as 10.0.0.0/8 or fd00::/8");
        }
        int most = 8 * address.length;
        if (slash < 0) {
            return new Range(address, most);
        }
        String length = text.substring(slash + 1);
        boolean number =
                !length.isEmpty() && length.length() <= 3 && length.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!number || Integer.parseInt(length) > most) {
            throw wrong(text, "after the slash stands how many bits count, 0 to " + most);
        }
        int bits = Integer.parseInt(length);
        for (int bit = bits; bit < most; bit++) {
            if ((address[bit >> 3] & (0x80 >> (bit & 7))) != 0) {
                throw wrong(text, "bits after the first " + bits + " are set: write the first address of the range");
            }
        }
        return new Range(address, bits);
    }

    private static IllegalArgumentException wrong(String text, String fix) {
        return new IllegalArgumentException("trusted proxy \"" + text + "\": " + fix);
    }

    /** Whether an address, as text, is that of a trusted proxy; false for what is no address. */
    public boolean contains(String address) {
        if (ranges.isEmpty()) {
            return false;
        }
        int zone = address.indexOf('%');
        byte[] bytes = bytes(zone < 0 ? address : address.substring(0, zone));
        return bytes != null && ranges.stream().anyMatch(range -> range.contains(bytes));
    }

    /** Whether nobody is trusted. */
    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** The bytes of a literal address, an IPv4 address within IPv6 as IPv4; null for anything else. */
    private static byte @Nullable [] bytes(String text) {
        boolean literal = IPV4.matcher(text).matches()
                ? Arrays.stream(text.split("\\.", -1)).allMatch(part -> Integer.parseInt(part) <= 255)
                : IPV6.matcher(text).matches();
        if (!literal) {
            return null;
        }
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException e) {
            // Looks like an IPv6 address and is none.
            return null;
        }
    }
}
