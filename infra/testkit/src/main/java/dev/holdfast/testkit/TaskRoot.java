package dev.holdfast.testkit;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A temporary directory with the unzipped function, the runtime's native library and the log. */
record TaskRoot(Path temporary) {
    private static final int LOG_LIMIT = 1024 * 1024;

    static TaskRoot unzip(Path zip) {
        try {
            TaskRoot root = new TaskRoot(Files.createTempDirectory("function-"));
            Files.createDirectory(root.code());
            Files.createFile(root.logFile());
            try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
                for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    root.add(entry, in);
                }
            }
            return root;
        } catch (IOException failure) {
            throw new UncheckedIOException(zip + " cannot be unzipped", failure);
        }
    }

    Path code() {
        return temporary.resolve("task");
    }

    /** Where the loader of the task finds it. */
    void addLibrary(Path jar) {
        try {
            Path libraries = Files.createDirectories(code().resolve("lib"));
            Files.copy(jar, libraries.resolve(jar.getFileName()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Path logFile() {
        return temporary.resolve("log");
    }

    /**
     * Copies the runtime interface client's native library here. Left alone, it writes it to a fixed name below
     * {@code /tmp}, where two functions that start at once overwrite each other's.
     */
    Path nativeLibrary(ClassPath runtime) {
        String os = System.getProperty("os.name");
        String architecture = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        if (!os.equals("Linux")) {
            throw new IllegalStateException("The runtime interface client runs on Linux, not on " + os);
        }
        Path jar = runtime.entry("aws-lambda-java-runtime-interface-client");
        Path library = temporary.resolve("libaws-lambda-jni.so");
        try (FileSystem inJar = FileSystems.newFileSystem(jar)) {
            Files.copy(inJar.getPath("jni", "libaws-lambda-jni.linux-" + architecture + ".so"), library);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return library;
    }

    /** The last MiB that the function has logged. */
    String log() {
        try (FileInputStream in = new FileInputStream(logFile().toFile())) {
            in.skipNBytes(Math.max(0, Files.size(logFile()) - LOG_LIMIT));
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void delete() {
        try (Stream<Path> files = Files.walk(temporary)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void add(ZipEntry entry, InputStream content) throws IOException {
        Path file = code().resolve(entry.getName()).normalize();
        if (!file.startsWith(code())) {
            throw new IOException("An entry leads outside of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
        } else {
            Files.createDirectories(file.getParent());
            Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
