package dev.holdfast.spi;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** What the host gives a provider. The host implements it; it will grow by methods with defaults. */
public interface ProviderContext {

    /** The time that a provider writes and compares. */
    Clock clock();

    /** A directory that lasts, for providers that keep files; none where nothing lasts, as on Lambda. */
    Optional<Path> dataDirectory();

    /** A context without files. */
    static ProviderContext of(Clock clock) {
        return new FixedContext(clock, Optional.empty());
    }

    /** A context with files. */
    static ProviderContext of(Clock clock, Path dataDirectory) {
        return new FixedContext(clock, Optional.of(dataDirectory));
    }
}
