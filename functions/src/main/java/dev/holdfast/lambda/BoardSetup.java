package dev.holdfast.lambda;

import dev.holdfast.board.Plugins;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a process has for boards.
 *
 * @param usual the kind of board of projects that name none; null for none
 * @param files where providers may keep files; null where nothing lasts
 */
public record BoardSetup(
        Plugins plugins, @Nullable String usual, @Nullable Path files) {
    /** As on Lambda: the plugins that lie beside the SPI, and no files. */
    static BoardSetup ofFunction(Settings settings) {
        return new BoardSetup(Plugins.onClassPath(), settings.usualProvider().orElse(null), null);
    }
}
