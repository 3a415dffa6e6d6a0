package dev.holdfast.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Writes jars that {@link java.util.ServiceLoader} finds something in, as third parties ship them. */
public final class ServiceJar {
    private ServiceJar() {}

    /**
     * @param provider the name of the class that the jar promises, whether it is in it or not
     * @param classes what is in it; the classes inside of them come along
     */
    public static void write(Path jar, Class<?> service, String provider, Class<?>... classes) {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            out.putNextEntry(new JarEntry("META-INF/services/" + service.getName()));
            out.write(provider.getBytes(StandardCharsets.UTF_8));
            for (Class<?> type : classes) {
                add(out, type);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static void add(JarOutputStream out, Class<?> type) throws IOException {
        String entry = type.getName().replace('.', '/') + ".class";
        out.putNextEntry(new JarEntry(entry));
        try (InputStream bytes = Objects.requireNonNull(type.getClassLoader().getResourceAsStream(entry))) {
            bytes.transferTo(out);
        }
        for (Class<?> inner : type.getDeclaredClasses()) {
            add(out, inner);
        }
    }
}
