package io.hooklatch.keys.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressRangesTest {

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, PUBLIC",
        "9.255.255.255, PUBLIC",
        "10.0.0.0, PRIVATE",
        "10.255.255.255, PRIVATE",
        "11.0.0.0, PUBLIC",
        "0.0.0.0, UNROUTABLE",
        "0.1.2.3, UNROUTABLE",
        "100.63.255.255, PUBLIC",
        "100.64.0.1, PRIVATE",
        "100.127.255.255, PRIVATE",
        "100.128.0.0, PUBLIC",
        "100.100.100.200, METADATA",
        "127.0.0.1, LOOPBACK",
        "127.255.255.254, LOOPBACK",
        "168.63.129.16, METADATA",
        "169.254.169.254, METADATA",
        "169.254.170.2, METADATA",
        "169.254.1.1, LINK_LOCAL",
        "172.15.255.255, PUBLIC",
        "172.16.0.1, PRIVATE",
        "172.31.255.255, PRIVATE",
        "172.32.0.0, PUBLIC",
        "192.0.0.192, METADATA",
        "192.167.255.255, PUBLIC",
        "192.168.1.1, PRIVATE",
        "198.19.255.255, UNROUTABLE",
        "224.0.0.1, UNROUTABLE",
        "255.255.255.255, UNROUTABLE",
        "2606:4700:4700::1111, PUBLIC",
        "::, UNROUTABLE",
        "::1, LOOPBACK",
        "fc00::1, PRIVATE",
        "fdff::1, PRIVATE",
        "fe80::1, LINK_LOCAL",
        "febf::1, LINK_LOCAL",
        "fec0::1, PRIVATE",
        "fd00:ec2::254, METADATA",
        "ff02::1, UNROUTABLE",
        "2001:db8::1, UNROUTABLE",
        "2001:0:1::1, UNROUTABLE",
    })
    void fault65_everySpecialRangeIsKnownAndEndsWhereItEnds(String address, AddressKind kind)
            throws UnknownHostException {
        assertThat(AddressRanges.kindOf(InetAddress.getByName(address))).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "00000000000000000000ffff7f000001, LOOPBACK, mapped",
        "00000000000000000000ffffa9fea9fe, METADATA, mapped",
        "00000000000000000000ffff08080808, PUBLIC, mapped",
        "0000000000000000ffff00000a000001, PRIVATE, translated",
        "0000000000000000000000007f000001, LOOPBACK, compatible",
        "0064ff9b0000000000000000a9fea9fe, METADATA, NAT64",
        "0064ff9b000000000000000008080808, PUBLIC, NAT64",
        "20020a000001000000000000000000aa, PRIVATE, 6to4",
        "2002a9fea9fe00000000000000000001, METADATA, 6to4",
        "20020808080800000000000000000001, PUBLIC, 6to4",
    })
    void fault65_anIpv4AddressInsideAnIpv6AddressCountsAsItself(String bytes, AddressKind kind, String form) {
        assertThat(AddressRanges.kindOf(HexFormat.of().parseHex(bytes)))
                .as(form)
                .isEqualTo(kind);
    }
}
