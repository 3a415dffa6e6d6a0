package dev.holdfast.github;

import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.BoardProviderFactory;
import dev.holdfast.spi.ConfigKey;
import dev.holdfast.spi.HookCall;
import dev.holdfast.spi.ProviderConfig;
import dev.holdfast.spi.ProviderContext;
import dev.holdfast.spi.Secret;
import java.time.Instant;
import java.util.List;

/** Makes providers of boards in GitHub Projects. */
public final class GithubFactory implements BoardProviderFactory {

    @Override
    public String name() {
        return "github";
    }

    @Override
    public List<ConfigKey<?>> configuration() {
        return Keys.ALL;
    }

    @Override
    public BoardProvider create(ProviderConfig config, ProviderContext context) {
        return new GithubProvider(Keys.settings(config), context);
    }

    /** By {@code X-Hub-Signature-256}. GitHub signs no time, so that a call cannot be told from its repetition. */
    @Override
    public boolean isAuthentic(HookCall call, Secret secret, Instant now) {
        return call.header("X-Hub-Signature-256")
                .filter(signature -> Signature.of(call.body(), secret).matches(signature))
                .isPresent();
    }
}
