package dev.holdfast.lambda;

import dev.holdfast.board.Plugins;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a process has for boards.
 *
 * @param plugins asked for when the first board is: most functions never look for one
 * @param usual the kind of board of projects that name none; null for none
 * @param files where providers may keep files; null where nothing lasts
 */
public record BoardSetup(
        Supplier<Plugins> plugins,
        @Nullable String usual,
        @Nullable Path files) {
    /** With plugins that are at hand. */
    public BoardSetup(Plugins plugins, @Nullable String usual, @Nullable Path files) {
        this(() -> plugins, usual, files);
    }

    /** As on Lambda: the plugins that lie beside the SPI, and no files. */
    static BoardSetup ofFunction(Settings settings) {
        return new BoardSetup(
                () -> OnClassPath.PLUGINS, settings.usualProvider().orElse(null), null);
    }

    /** Loaded by the first that asks. */
    private static final class OnClassPath {
        private static final Plugins PLUGINS = Plugins.onClassPath();
    }
}
