package dev.holdfast.github;

import dev.holdfast.kit.DirectHttp;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.HttpPort;
import dev.holdfast.spi.ProviderConfig;
import dev.holdfast.spi.ProviderContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A stand-in and providers that use it. */
final class Bench implements AutoCloseable {

    final GithubServer github;
    private final DirectHttp http = new DirectHttp();

    Bench() {
        this(new GithubServer());
    }

    Bench(GithubServer github) {
        this.github = github;
    }

    /** The configuration of a board on the stand-in with these texts more. */
    Map<String, String> texts(Map<String, String> more) {
        Map<String, String> texts = new HashMap<>(Map.of(
                "owner",
                World.OWNER,
                "repo",
                World.REPO,
                "project",
                "7",
                "token",
                World.TOKEN,
                "base_url",
                github.base().toString(),
                "attachments_branch",
                "holdfast-attachments"));
        texts.putAll(more);
        return texts;
    }

    BoardProvider provider() {
        return provider(Map.of());
    }

    BoardProvider provider(Map<String, String> more) {
        return provider(more, http);
    }

    BoardProvider provider(Map<String, String> more, HttpPort port) {
        GithubFactory factory = new GithubFactory();
        return factory.create(
                ProviderConfig.of(factory.configuration(), texts(more)), ProviderContext.of(github.clock, port));
    }

    DirectHttp http() {
        return http;
    }

    /** A provider that is connected to a board that is set up. */
    BoardProvider ready(Map<String, String> more) {
        BoardProvider provider = provider(more);
        provider.connect();
        provider.setUp();
        return provider;
    }

    void verify() {
        List<String> violations = github.violations;
        if (!violations.isEmpty()) {
            throw new AssertionError("GitHub does not know: " + violations);
        }
    }

    @Override
    public void close() {
        github.close();
        http.close();
    }
}
