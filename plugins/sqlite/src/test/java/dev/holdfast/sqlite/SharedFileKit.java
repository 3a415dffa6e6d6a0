package dev.holdfast.sqlite;

import dev.holdfast.kit.ProviderKit;
import dev.holdfast.spi.BoardProvider;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** The kit on a file that another process writes to as well. Run by {@link ProcessesTest}. */
class SharedFileKit extends ProviderKit {

    private final String board = "Board " + UUID.randomUUID();

    @Override
    public BoardProvider provider() {
        return Providers.of(Path.of(System.getProperty("sqlite.test.directory", "")), board);
    }

    @Override
    public Optional<BoardProvider> another() {
        return Optional.of(provider());
    }
}
