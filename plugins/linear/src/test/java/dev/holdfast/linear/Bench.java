package dev.holdfast.linear;

import dev.holdfast.kit.DirectHttp;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.HttpPort;
import dev.holdfast.spi.ProviderConfig;
import dev.holdfast.spi.ProviderContext;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** A stand-in with a team, and providers on its board whose clock can be put forward. */
final class Bench implements AutoCloseable {

    final StandIn linear = new StandIn();
    final Node team = linear.workspace.team("ENG", "Engineering");
    private final DirectHttp http = new DirectHttp();
    private volatile Duration ahead = Duration.ZERO;

    Bench() throws IOException {}

    BoardProvider provider() {
        return provider(Map.of());
    }

    BoardProvider provider(Map<String, String> config) {
        return provider(config, http);
    }

    BoardProvider provider(Map<String, String> config, HttpPort port) {
        Map<String, String> all = new HashMap<>(Map.of(
                "api_key",
                StandIn.KEY,
                "team",
                "ENG",
                "api_url",
                linear.graphql().toString(),
                "files_url",
                linear.origin()));
        all.putAll(config);
        LinearFactory factory = new LinearFactory();
        return factory.create(ProviderConfig.of(factory.configuration(), all), ProviderContext.of(clock(), port));
    }

    /** A provider that is connected to a board with a column for every status. */
    BoardProvider ready(Map<String, String> config) {
        BoardProvider provider = provider(config);
        provider.connect();
        provider.setUp();
        return provider;
    }

    BoardProvider ready() {
        return ready(Map.of());
    }

    DirectHttp http() {
        return http;
    }

    void putForward(Duration time) {
        ahead = ahead.plus(time);
    }

    private Clock clock() {
        InstantSource now = () -> Instant.now().plus(ahead);
        return now.withZone(ZoneOffset.UTC);
    }

    @Override
    public void close() {
        linear.close();
        http.close();
    }
}
