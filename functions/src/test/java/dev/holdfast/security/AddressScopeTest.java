package dev.holdfast.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressScopeTest {
    /** The last address before a network, its first and last, and the first after it. */
    @ParameterizedTest
    @CsvSource({
        "9.255.255.255, 10.0.0.0, 10.255.255.255, 11.0.0.0",
        "100.63.255.255, 100.64.0.0, 100.127.255.255, 100.128.0.0",
        "126.255.255.255, 127.0.0.0, 127.255.255.255, 128.0.0.0",
        "172.15.255.255, 172.16.0.0, 172.31.255.255, 172.32.0.0",
        "191.255.255.255, 192.0.0.0, 192.0.0.255, 192.0.1.0",
        "192.0.1.255, 192.0.2.0, 192.0.2.255, 192.0.3.0",
        "192.88.98.255, 192.88.99.0, 192.88.99.255, 192.88.100.0",
        "192.167.255.255, 192.168.0.0, 192.168.255.255, 192.169.0.0",
        "198.17.255.255, 198.18.0.0, 198.19.255.255, 198.20.0.0",
        "198.51.99.255, 198.51.100.0, 198.51.100.255, 198.51.101.0",
        "203.0.112.255, 203.0.113.0, 203.0.113.255, 203.0.114.0",
        "2000:ffff::, 2001:0:808:808::f7f7:f7f7, 2001:1ff:ffff::, 2001:200::",
        "2001:db7:ffff::, 2001:db8::, 2001:db8:ffff::, 2001:db9::",
        "2003::, 2002:808:808::, 2002:ffff::, 2003::1",
        "3ffe::, 3fff::, 3fff:fff:ffff::, 3fff:1000::",
        "2000::, 4000::, 5f00::, 3ffe::",
        "2000::, 1fff::, 100::, 3ffe::",
        "2606::, fc00::, fdff::, 2606::1",
        "2606::, 64:ff9b::808:808, 64:ff9b:1::808:808, 2606::1",
        "2606::, ::808:808, ::ffff:0:808:808, 2606::1",
    })
    void what_is_not_global_ends_where_the_registry_says(String before, String first, String last, String after) {
        assertEquals(AddressScope.GLOBAL, scope(before));
        assertEquals(AddressScope.RESTRICTED, scope(first));
        assertEquals(AddressScope.RESTRICTED, scope(last));
        assertEquals(AddressScope.GLOBAL, scope(after));
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0",
        "0.255.255.255",
        "169.254.0.0",
        "169.254.255.255",
        "224.0.0.0",
        "239.255.255.255",
        "255.255.255.255",
        "::",
        "fe80::",
        "febf::",
        "ff00::",
        "ffff::",
        "fd00:ec2::254",
        "fd20:ce::254",
        "64:ff9b::e000:1",
        "2001:0:808:808::5601:5601",
        "2606::200:5efe:a9fe:a9fe"
    })
    void what_nobody_may_mean_is_forbidden(String address) {
        assertEquals(AddressScope.FORBIDDEN, scope(address));
    }

    @Test
    void the_jdk_calls_no_global_address_special() throws Exception {
        var random = new Random(1);
        int global = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[i % 2 == 0 ? 4 : 16];
            random.nextBytes(bytes);
            var address = InetAddress.getByAddress(bytes);
            boolean special = address.isAnyLocalAddress()
                    || address.isLoopbackAddress()
                    || address.isLinkLocalAddress()
                    || address.isSiteLocalAddress()
                    || address.isMulticastAddress();
            if (AddressScope.of(address) == AddressScope.GLOBAL) {
                assertEquals(false, special, address.getHostAddress());
                global++;
            }
        }
        assertEquals(true, global > 50_000, global + " were global");
    }

    private static AddressScope scope(String address) {
        return AddressScope.of(InetAddress.ofLiteral(address));
    }
}
