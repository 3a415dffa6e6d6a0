package dev.holdfast.github;

import dev.holdfast.kit.Faults;
import dev.holdfast.kit.ProviderKit;
import dev.holdfast.spi.BoardProvider;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

class GithubProviderTest extends ProviderKit {

    private final Bench bench = new Bench();

    @Override
    public BoardProvider provider() {
        return bench.provider();
    }

    @Override
    public Optional<BoardProvider> another() {
        return Optional.of(bench.provider());
    }

    @Override
    public Faults faults() {
        return bench.github.faults;
    }

    @AfterEach
    void stop() {
        bench.close();
        bench.verify();
    }
}
