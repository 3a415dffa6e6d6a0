package dev.holdfast.local.plugin;

import dev.holdfast.spi.BoardProviderFactory;
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

/** Writes plugins as jars. */
public final class PluginJar {
    private PluginJar() {}

    /** The provider of these tests. */
    public static void fragile(Path jar) {
        write(jar, FragileFactory.class.getName(), FragileFactory.class);
    }

    /** A jar that promises a provider that is not in it. */
    public static void hollow(Path jar) {
        write(jar, "org.example.Missing");
    }

    private static void write(Path jar, String promised, Class<?>... classes) {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            out.putNextEntry(new JarEntry("META-INF/services/" + BoardProviderFactory.class.getName()));
            out.write(promised.getBytes(StandardCharsets.UTF_8));
            for (Class<?> type : classes) {
                String entry = type.getName().replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(entry));
                try (InputStream bytes =
                        Objects.requireNonNull(type.getClassLoader().getResourceAsStream(entry))) {
                    bytes.transferTo(out);
                }
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
