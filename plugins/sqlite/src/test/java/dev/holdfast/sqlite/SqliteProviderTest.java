package dev.holdfast.sqlite;

import dev.holdfast.kit.ProviderKit;
import dev.holdfast.spi.BoardProvider;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class SqliteProviderTest extends ProviderKit {

    @TempDir
    private Path directory;

    @Override
    public BoardProvider provider() {
        return Providers.of(directory, "Board");
    }

    @Override
    public Optional<BoardProvider> another() {
        return Optional.of(provider());
    }
}
