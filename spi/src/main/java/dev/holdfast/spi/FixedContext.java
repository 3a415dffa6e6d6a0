package dev.holdfast.spi;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

record FixedContext(Clock clock, Optional<Path> dataDirectory) implements ProviderContext {}
