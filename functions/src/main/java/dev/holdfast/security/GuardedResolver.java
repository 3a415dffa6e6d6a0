package dev.holdfast.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Answers only addresses that may be dialled. The client dials what it is answered here and asks for every new
 * connection, so that a name whose address changes after a check gains nothing.
 */
final class GuardedResolver implements DnsResolver {
    private final OutboundRules rules;
    private final boolean encrypted;
    private final AddressLookup addresses;

    /** @param encrypted whether what is dialled then speaks TLS */
    GuardedResolver(OutboundRules rules, boolean encrypted, AddressLookup addresses) {
        this.rules = rules;
        this.encrypted = encrypted;
        this.addresses = addresses;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        Optional<InetAddress> literal = IpLiteral.parse(host);
        InetAddress[] found = literal.isPresent() ? new InetAddress[] {literal.get()} : addresses.lookUp(host);
        InetAddress[] allowed = Arrays.stream(found)
                .map(EmbeddedAddress::unmapped)
                .filter(address -> rules.allows(host, encrypted, address))
                .toArray(InetAddress[]::new);
        if (allowed.length == 0) {
            throw new AddressNotAllowed();
        }
        return allowed;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
