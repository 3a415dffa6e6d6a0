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

    /**
     * The way out to back ends over HTTP.
     *
     * @throws IllegalStateException when the host gives none
     */
    default HttpPort http() {
        throw new IllegalStateException("This host gives providers no way out over HTTP");
    }

    /** A context without files. */
    static ProviderContext of(Clock clock) {
        return new FixedContext(clock, Optional.empty());
    }

    /** A context without files and with a way out. */
    static ProviderContext of(Clock clock, HttpPort http) {
        return new OutboundContext(clock, Optional.empty(), http);
    }

    /** A context with files. */
    static ProviderContext of(Clock clock, Path dataDirectory) {
        return new FixedContext(clock, Optional.of(dataDirectory));
    }
}
