package dev.holdfast.linear;

import dev.holdfast.kit.Fault;
import dev.holdfast.kit.Faults;
import dev.holdfast.kit.ProviderKit;
import dev.holdfast.spi.BoardProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

class LinearProviderTest extends ProviderKit {

    private @Nullable Bench linear;

    @Override
    public BoardProvider provider() {
        try {
            linear = new Bench();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return linear.provider();
    }

    private Bench linear() {
        if (linear == null) {
            throw new IllegalStateException("provider() comes first");
        }
        return linear;
    }

    @Override
    public Optional<BoardProvider> another() {
        return Optional.of(linear().provider());
    }

    @Override
    public Faults faults() {
        Duration limit = Fault.RETRY_AFTER.plusSeconds(1);
        return fault -> linear().linear.inject(fault, () -> linear().putForward(limit));
    }

    @AfterEach
    void stop() {
        linear().close();
    }
}
