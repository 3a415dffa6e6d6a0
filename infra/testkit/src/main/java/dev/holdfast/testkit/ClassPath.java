package dev.holdfast.testkit;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The class path of a child JVM. */
record ClassPath(List<Path> entries) {
    ClassPath {
        entries = List.copyOf(entries);
    }

    /**
     * The class path that the build wrote beside this class.
     *
     * @throws IllegalStateException if the local Maven repository no longer holds one of its entries
     */
    static ClassPath written(String resource) {
        List<Path> entries;
        try (InputStream in = ClassPath.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing: build the testkit with Maven");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
            entries = Stream.of(text.split(File.pathSeparator)).map(Path::of).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        entries.stream().filter(Files::notExists).findFirst().ifPresent(gone -> {
            throw new IllegalStateException(gone + " is gone from the local Maven repository: build the testkit again");
        });
        return new ClassPath(entries);
    }

    /** Puts the jar or directory that {@code type} was loaded from before the other entries. */
    ClassPath withCodeOf(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IllegalStateException("No file holds the code of " + type);
        }
        try {
            Path code = Path.of(source.getLocation().toURI());
            return new ClassPath(
                    Stream.concat(Stream.of(code), entries.stream()).toList());
        } catch (URISyntaxException malformed) {
            throw new IllegalStateException("No file holds the code of " + type, malformed);
        }
    }

    /** The entry whose file name starts so. */
    Path entry(String prefix) {
        return entries.stream()
                .filter(entry -> entry.getFileName().toString().startsWith(prefix))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(prefix + " is not on the class path"));
    }

    /** As {@code java -cp} takes it. */
    @Override
    public String toString() {
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
