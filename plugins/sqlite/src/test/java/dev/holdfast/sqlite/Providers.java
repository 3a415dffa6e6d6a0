package dev.holdfast.sqlite;

import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.BoardProviderFactory;
import dev.holdfast.spi.ProviderConfig;
import dev.holdfast.spi.ProviderContext;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.ServiceLoader;

/** Providers as a host makes them. */
final class Providers {

    private Providers() {}

    static BoardProvider of(Path directory, String board) {
        return of(directory, Map.of("board", board));
    }

    static BoardProvider of(Path directory, Map<String, String> config) {
        BoardProviderFactory factory = ServiceLoader.load(BoardProviderFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.name().equals("sqlite"))
                .findFirst()
                .orElseThrow();
        return factory.create(
                ProviderConfig.of(factory.configuration(), config), ProviderContext.of(Clock.systemUTC(), directory));
    }
}
