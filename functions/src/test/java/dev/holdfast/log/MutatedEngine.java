package dev.holdfast.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A copy of the package with a mutant's change, compiled and loaded beside the real one. */
final class MutatedEngine extends URLClassLoader {
    private static final String PACKAGE = MutatedEngine.class.getPackageName();
    private static final Path SOURCES = Path.of("src", "main", "java").resolve(PACKAGE.replace('.', '/'));

    private MutatedEngine(URL[] classes) {
        super(classes, MutatedEngine.class.getClassLoader());
    }

    /** @param directory empty, for sources and classes */
    static MutatedEngine of(Mutant mutant, Path directory) throws IOException {
        Path sources = Files.createDirectory(directory.resolve("sources"));
        Path classes = Files.createDirectory(directory.resolve("classes"));
        try (Stream<Path> originals = Files.list(SOURCES)) {
            for (Path original : originals.toList()) {
                Files.copy(original, sources.resolve(original.getFileName()));
            }
        }
        mutant.apply(sources);
        compile(sources, classes);
        URL tests = MutatedEngine.class.getProtectionDomain().getCodeSource().getLocation();
        return new MutatedEngine(new URL[] {classes.toUri().toURL(), tests});
    }

    /** The violations that a small run with this engine shows, by seed. */
    List<?> violations(long seed) throws ReflectiveOperationException {
        Object workload =
                loadClass(SmallWorkload.class.getName()).getConstructor().newInstance();
        return workload instanceof LongFunction<?> run && run.apply(seed) instanceof List<?> violations
                ? violations
                : List.of("the workload could not be run");
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(PACKAGE + ".")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }

    private static void compile(Path sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        try (StandardJavaFileManager files = compiler.getStandardFileManager(problems, null, null);
                Stream<Path> all = Files.list(sources)) {
            List<String> options = List.of("-proc:none", "-d", classes.toString(), "-classpath", classPath);
            boolean compiled = compiler.getTask(
                            null, files, problems, options, null, files.getJavaFileObjectsFromPaths(all.toList()))
                    .call();
            if (!compiled) {
                throw new IllegalStateException("the mutant does not compile: " + problems.getDiagnostics());
            }
        }
    }

    @Override
    public void close() {
        try {
            super.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
