package dev.holdfast.security;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/** How far an address reaches, by the special-purpose registries of IANA (RFC 6890). */
enum AddressScope {
    /** One host somewhere on the Internet. */
    GLOBAL,
    /** Private, loopback, shared, reserved, or one that leads to another through a translator or tunnel. */
    RESTRICTED,
    /** What no operator can mean: link-local addresses, cloud metadata among them, "this host", and groups of hosts. */
    FORBIDDEN;

    private static final List<Network> FORBIDDEN_NETWORKS = networks(
            "0.0.0.0/8",
            "169.254.0.0/16",
            "224.0.0.0/4",
            "255.255.255.255/32",
            "::/128",
            "fe80::/10",
            "ff00::/8",
            // The metadata services of AWS and Google Cloud.
            "fd00:ec2::/32",
            "fd20:ce::/32");

    private static final List<Network> RESTRICTED_NETWORKS = networks(
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "240.0.0.0/4",
            // Within 2000::/3, outside of which nothing is global.
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20");

    private static final Network GLOBAL_V6 = Network.of("2000::/3");
    private static final int V4_BYTES = 4;

    /** @param address unmapped */
    static AddressScope of(InetAddress address) {
        List<InetAddress> embedded = EmbeddedAddress.in(address);
        if (Stream.concat(Stream.of(address), embedded.stream()).anyMatch(a -> within(FORBIDDEN_NETWORKS, a))) {
            return FORBIDDEN;
        }
        boolean global = embedded.isEmpty()
                && !within(RESTRICTED_NETWORKS, address)
                && (address.getAddress().length == V4_BYTES || GLOBAL_V6.contains(address));
        return global ? GLOBAL : RESTRICTED;
    }

    private static boolean within(List<Network> networks, InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static List<Network> networks(String... texts) {
        return Stream.of(texts).map(Network::of).toList();
    }
}
