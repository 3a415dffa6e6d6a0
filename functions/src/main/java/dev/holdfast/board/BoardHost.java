package dev.holdfast.board;

import dev.holdfast.project.Project;
import dev.holdfast.security.OutboundClient;
import dev.holdfast.spi.ProviderContext;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What this process gives to providers.
 *
 * @param usual the kind of board of projects that name none; null for none
 * @param files where providers may keep files; null where nothing lasts
 */
public record BoardHost(
        OutboundClient outbound,
        @Nullable String usual,
        @Nullable Path files,
        Clock clock) {
    Optional<String> usualProvider() {
        return Optional.ofNullable(usual);
    }

    /** Each project has a directory of its own; one that is registered again has another. */
    ProviderContext context(Project project) {
        Optional<Path> directory = Optional.ofNullable(files)
                .map(root -> root.resolve(project.listing().tenant())
                        .resolve(project.cloudUuid() + "." + project.incarnation()));
        return new HostContext(clock, directory, new ProviderHttp(outbound));
    }
}
