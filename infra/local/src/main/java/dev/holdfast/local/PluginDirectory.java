package dev.holdfast.local;

import dev.holdfast.board.Plugins;
import dev.holdfast.spi.BoardProviderFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Board providers in a directory: each jar is a plugin, and each folder is one whose jars lie in it. */
final class PluginDirectory {
    private PluginDirectory() {}

    /**
     * Those of this process and those in the directory. They live as long as the process, each apart from the others.
     *
     * @throws StartFailure when there is no such directory
     */
    static Plugins plugins(@Nullable Path directory) {
        if (directory == null) {
            return Plugins.onClassPath();
        }
        if (!Files.isDirectory(directory)) {
            throw new StartFailure("There is no directory " + directory + " to load plugins from");
        }
        return Plugins.in(list(directory).stream()
                .filter(entry -> isJar(entry) || Files.isDirectory(entry))
                .map(PluginDirectory::place)
                .toList());
    }

    private static Plugins.Place place(Path entry) {
        List<Path> jars = isJar(entry)
                ? List.of(entry)
                : list(entry).stream().filter(PluginDirectory::isJar).toList();
        URL[] urls = jars.stream().map(PluginDirectory::url).toArray(URL[]::new);
        ClassLoader loader = new URLClassLoader(urls, BoardProviderFactory.class.getClassLoader());
        return new Plugins.Place(entry.getFileName().toString(), loader, true);
    }

    private static boolean isJar(Path path) {
        return Files.isRegularFile(path) && path.getFileName().toString().endsWith(".jar");
    }

    private static List<Path> list(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        } catch (IOException unreadable) {
            throw new StartFailure("The directory " + directory + " cannot be read");
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
