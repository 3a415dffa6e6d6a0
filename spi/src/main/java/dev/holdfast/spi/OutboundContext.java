package dev.holdfast.spi;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

record OutboundContext(Clock clock, Optional<Path> dataDirectory, HttpPort http) implements ProviderContext {}
