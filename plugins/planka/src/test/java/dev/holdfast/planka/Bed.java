package dev.holdfast.planka;

import dev.holdfast.kit.DirectHttp;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.BoardProviderFactory;
import dev.holdfast.spi.HttpPort;
import dev.holdfast.spi.ProviderConfig;
import dev.holdfast.spi.ProviderContext;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;

/** A stand-in with what a test needs to have providers on it, as a host makes them. */
final class Bed implements AutoCloseable {

    private final StandIn standIn = new StandIn();
    private final DirectHttp http = new DirectHttp();
    private final TestClock clock = new TestClock();

    StandIn standIn() {
        return standIn;
    }

    TestClock clock() {
        return clock;
    }

    HttpPort http() {
        return http;
    }

    /** A provider of a board in the stand-in's project, not connected. */
    BoardProvider byKey() {
        return with(Map.of("api_key", StandIn.KEY));
    }

    /** A provider that is configured with this too. */
    BoardProvider with(Map<String, String> more) {
        return with(more, http);
    }

    BoardProvider with(Map<String, String> more, HttpPort port) {
        Map<String, String> config = new HashMap<>(Map.of(
                "base_url",
                standIn.base().toString(),
                "project",
                standIn.project.path("id").textValue()));
        config.putAll(more);
        return factory().create(ProviderConfig.of(factory().configuration(), config), ProviderContext.of(clock, port));
    }

    static BoardProviderFactory factory() {
        return ServiceLoader.load(BoardProviderFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.name().equals("planka"))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        http.close();
        standIn.close();
    }
}
