package dev.holdfast.security;

import dev.holdfast.problem.Refusal;
import java.net.InetAddress;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which addresses this service may call for its users: any on the Internet over TLS, and what the operator allows
 * besides. An allowed host or network may also be called over plain HTTP, at any port, and have a private or loopback
 * address; link-local addresses, and so the metadata services of clouds, stay forbidden. Immutable.
 */
public final class OutboundRules {
    /** Nothing but the Internet over TLS. */
    public static final OutboundRules INTERNET = of(List.of());

    private static final Set<Integer> WEB_PORTS = Set.of(80, 443);
    private static final int FIRST_UNPRIVILEGED_PORT = 1024;

    private final Set<String> hosts;
    private final List<Network> networks;

    private OutboundRules(Set<String> hosts, List<Network> networks) {
        this.hosts = Set.copyOf(hosts);
        this.networks = List.copyOf(networks);
    }

    /**
     * Reads the operator's list: {@code board.example}, {@code 10.1.2.3}, {@code 10.0.0.0/8}, {@code fd12::/16}.
     *
     * @throws IllegalArgumentException for an entry of another form
     */
    public static OutboundRules of(Collection<String> allowed) {
        Set<String> hosts = new HashSet<>();
        Stream.Builder<Network> networks = Stream.builder();
        for (String entry : allowed) {
            String text = entry.strip().toLowerCase(Locale.ROOT);
            Network.parse(text).ifPresentOrElse(networks, () -> hosts.add(name(text)));
        }
        return new OutboundRules(hosts, networks.build().toList());
    }

    private static String name(String text) {
        try {
            OutboundUrl url = OutboundUrl.parse("https://" + text);
            if (url.host().equals(text)) {
                return text;
            }
        } catch (Refusal _) {
            // As below.
        }
        throw new IllegalArgumentException("allow: " + text + " is no host name, address or CIDR");
    }

    /**
     * Refuses a URL that can never be called, so that it is not stored first. What its host's name stands for is looked
     * at when it is dialled.
     *
     * @throws Refusal URL_NOT_ALLOWED, saying what to do and nothing of the URL
     */
    public void check(String url) {
        allowed(url);
    }

    OutboundUrl allowed(String text) {
        OutboundUrl url = OutboundUrl.parse(text);
        Optional<InetAddress> address = url.address().map(EmbeddedAddress::unmapped);
        boolean exempt =
                hosts.contains(url.host()) || address.filter(this::isInNetworks).isPresent();
        boolean webPort = WEB_PORTS.contains(url.port()) || url.port() >= FIRST_UNPRIVILEGED_PORT;
        if (!exempt && !webPort) {
            throw OutboundUrl.refused("Use port 443 or one from " + FIRST_UNPRIVILEGED_PORT + " on.");
        }
        boolean mayProveExempt = address.isEmpty() && !networks.isEmpty();
        if (!url.encrypted() && !exempt && !mayProveExempt) {
            throw OutboundUrl.refused("Use an https URL.");
        }
        if (address.isPresent() && !allows(url.host(), url.encrypted(), address.get())) {
            throw OutboundUrl.refused("Use a public address, or have the operator allow this one.");
        }
        return url;
    }

    /** Whether a host may be dialled at this one of its addresses. */
    boolean allows(String host, boolean encrypted, InetAddress dialled) {
        InetAddress address = EmbeddedAddress.unmapped(dialled);
        AddressScope scope = AddressScope.of(address);
        if (scope == AddressScope.FORBIDDEN) {
            return false;
        }
        return hosts.contains(host) || isInNetworks(address) || (encrypted && scope == AddressScope.GLOBAL);
    }

    private boolean isInNetworks(InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }
}
