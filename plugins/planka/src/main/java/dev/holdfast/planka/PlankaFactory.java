package dev.holdfast.planka;

import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.BoardProviderFactory;
import dev.holdfast.spi.ConfigKey;
import dev.holdfast.spi.HookCall;
import dev.holdfast.spi.ProviderConfig;
import dev.holdfast.spi.ProviderContext;
import dev.holdfast.spi.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;

/** Makes providers of boards on Planka servers. */
public final class PlankaFactory implements BoardProviderFactory {

    @Override
    public String name() {
        return "planka";
    }

    @Override
    public List<ConfigKey<?>> configuration() {
        return Settings.KEYS;
    }

    @Override
    public BoardProvider create(ProviderConfig config, ProviderContext context) {
        Mapping mapping = Settings.mapping(config);
        Exchange exchange = new Exchange(mapping.base(), context.http(), context.clock());
        return new PlankaProvider(
                new Server(exchange, Settings.access(config, exchange)), Settings.place(config), mapping);
    }

    /** Planka sends the webhook's access token as it is, and neither a signature nor a time. */
    @Override
    public boolean isAuthentic(HookCall call, Secret secret, Instant now) {
        byte[] expected = ("Bearer " + secret.reveal()).getBytes(StandardCharsets.UTF_8);
        return !secret.reveal().isBlank()
                && call.header("Authorization")
                        .filter(sent -> MessageDigest.isEqual(sent.getBytes(StandardCharsets.UTF_8), expected))
                        .isPresent();
    }
}
