package dev.holdfast.lambda;

import dev.holdfast.security.KeySource;
import dev.holdfast.security.OutboundRules;
import dev.holdfast.security.TokenAlgorithm;
import dev.holdfast.security.TokenRules;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Settings as the rules of who is trusted: tokens, and addresses to call. A setting that is wrong stops the start and is named. */
final class Trust {
    private Trust() {}

    static TokenRules rules(Settings.Token settings) {
        try {
            return new TokenRules(
                    settings.issuer(),
                    settings.audience().orElse(null),
                    settings.clientIds().orElse(Set.of()),
                    settings.algorithms().stream().map(Trust::algorithm).collect(Collectors.toSet()),
                    settings.tenantClaim(),
                    keys(settings.keys().strip()));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("holdfast.token." + wrong.getMessage(), wrong);
        }
    }

    static OutboundRules outbound(Settings.Outbound settings) {
        try {
            return OutboundRules.of(settings.allow().orElse(List.of()));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("holdfast.outbound." + wrong.getMessage(), wrong);
        }
    }

    private static TokenAlgorithm algorithm(String name) {
        return TokenAlgorithm.of(name.strip())
                .orElseThrow(() -> new IllegalArgumentException("algorithms: take RS256, ES256 or EdDSA"));
    }

    private static KeySource keys(String keys) {
        if (keys.startsWith("file:")) {
            return keys(read(URI.create(keys)));
        }
        if (keys.startsWith("-----BEGIN")) {
            return new KeySource.Pem(keys);
        }
        return keys.startsWith("{") ? new KeySource.JwksText(keys) : new KeySource.Jwks(URI.create(keys));
    }

    private static String read(URI file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("keys: the file cannot be read", unreadable);
        }
    }
}
