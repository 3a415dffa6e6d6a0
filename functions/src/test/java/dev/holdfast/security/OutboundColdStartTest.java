package dev.holdfast.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.security.OutboundResult.Failed;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OutboundColdStartTest {
    /** What a start does, and a call that goes nowhere. */
    public static final class Start implements Callable<String> {
        @Override
        public String call() {
            var client = new OutboundClient(OutboundRules.INTERNET);
            var refused = client.send(new OutboundRequest("GET", "https://127.0.0.1/", Map.of(), new byte[0]));
            client.close();
            return assertInstanceOf(Failed.class, refused).failure().name();
        }
    }

    /** The first call that goes out. */
    public static final class FirstCall implements Callable<String> {
        @Override
        public String call() {
            try (var client = new OutboundClient(OutboundRules.INTERNET)) {
                return client.send(new OutboundRequest("GET", "https://[2000::1]/", Map.of(), new byte[0]))
                        .toString();
            }
        }
    }

    @Test
    void a_start_needs_nothing_of_the_http_library() throws Exception {
        try (URLClassLoader loader = withoutHttpLibrary()) {
            assertEquals("NOT_ALLOWED", run(loader, Start.class));
            var thrown = assertThrows(InvocationTargetException.class, () -> run(loader, FirstCall.class));
            assertInstanceOf(NoClassDefFoundError.class, thrown.getCause());
        }
    }

    private static Object run(ClassLoader loader, Class<?> type) throws ReflectiveOperationException {
        Class<?> loaded = loader.loadClass(type.getName());
        return loaded.getMethod("call").invoke(loaded.getConstructor().newInstance());
    }

    private static URLClassLoader withoutHttpLibrary() throws IOException {
        URL[] urls = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("httpclient5") && !entry.contains("httpcore5"))
                .map(entry -> url(new File(entry).toURI()))
                .toArray(URL[]::new);
        return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }

    private static URL url(URI uri) {
        try {
            return uri.toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
