package dev.holdfast.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.spi.BoardProviderFactory;
import dev.holdfast.sqlite.SqliteFactory;
import dev.holdfast.testkit.ServiceJar;
import dev.holdfast.testkit.SettableClock;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins from jars, as they lie in a directory; SQLite is on the class path of these tests. */
class PluginsTest {
    @TempDir
    private Path directory;

    private final List<URLClassLoader> loaders = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (URLClassLoader loader : loaders) {
            loader.close();
        }
    }

    private Plugins.Place jar(String file, String promised, Class<?>... classes) throws IOException {
        ServiceJar.write(directory.resolve(file), BoardProviderFactory.class, promised, classes);
        return place(file);
    }

    private Plugins.Place place(String file) throws IOException {
        URL url = directory.resolve(file).toUri().toURL();
        // Classes of this test must come from the jar, so its parent has the SPI and SQLite alone.
        URLClassLoader loader = new URLClassLoader(
                new URL[] {url}, new Without(List.of(TroubledBoards.class.getName(), SettableClock.class.getName())));
        loaders.add(loader);
        return new Plugins.Place(file, loader, true);
    }

    /** The class path without the classes that begin so. */
    private static final class Without extends ClassLoader {
        private final List<String> hidden;

        private Without(List<String> hidden) {
            super(BoardProviderFactory.class.getClassLoader());
            this.hidden = hidden;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (hidden.stream().anyMatch(name::startsWith)) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }
    }

    private static List<String> names(Plugins plugins) {
        return plugins.all().stream().map(BoardProviderFactory::name).toList();
    }

    @Test
    void a_jar_brings_its_provider_beside_those_of_the_class_path() throws IOException {
        Plugins plugins =
                Plugins.in(List.of(jar("troubled.jar", TroubledBoards.class.getName(), TroubledBoards.class)));

        assertEquals(List.of("sqlite", "troubled"), names(plugins));
        assertEquals(List.of(), plugins.broken());
    }

    @Test
    void of_two_with_one_name_neither_is_used_and_both_are_named() throws IOException {
        Plugins plugins = Plugins.in(List.of(
                jar("one.jar", TroubledBoards.class.getName(), TroubledBoards.class),
                jar("two.jar", TroubledBoards.class.getName(), TroubledBoards.class)));

        assertEquals(List.of("sqlite"), names(plugins));
        assertEquals("one.jar, two.jar", plugins.broken().getFirst().source());
        assertTrue(plugins.broken().getFirst().problem().contains("troubled"));
    }

    @Test
    void a_broken_jar_is_named_and_hinders_no_other() throws IOException {
        Files.writeString(directory.resolve("text.jar"), "this is no jar");
        Plugins plugins = Plugins.in(List.of(
                jar("hollow.jar", "org.example.Missing"),
                jar("stranger.jar", SettableClock.class.getName(), SettableClock.class),
                jar("nonsense.jar", "not a class name"),
                place("text.jar"),
                jar("troubled.jar", TroubledBoards.class.getName(), TroubledBoards.class)));

        assertEquals(List.of("sqlite", "troubled"), names(plugins));
        List<String> sources =
                plugins.broken().stream().map(Plugins.Broken::source).toList();
        assertTrue(
                sources.containsAll(List.of("hollow.jar", "stranger.jar", "nonsense.jar", "text.jar")),
                plugins.broken()::toString);
        assertTrue(
                plugins.broken().stream().noneMatch(it -> it.problem().contains(directory.toString())),
                plugins.broken()::toString);
    }

    @Test
    void the_class_path_is_enough_for_what_lies_on_it() {
        assertEquals(
                SqliteFactory.class,
                Plugins.onClassPath().find("sqlite").orElseThrow().getClass());
    }
}
