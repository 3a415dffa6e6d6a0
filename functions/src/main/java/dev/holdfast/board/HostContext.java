package dev.holdfast.board;

import dev.holdfast.spi.HttpPort;
import dev.holdfast.spi.ProviderContext;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** What this host gives the provider of one project. */
record HostContext(Clock clock, Optional<Path> dataDirectory, HttpPort http) implements ProviderContext {}
