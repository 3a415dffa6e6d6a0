package dev.holdfast.security;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KeySetLocationTest {
    private final CountDownLatch givenUp = new CountDownLatch(1);

    @Test
    void an_answer_that_drips_is_givenUp() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::drip);
        server.start();
        try {
            var uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks");
            var location = new KeySetLocation(uri, Duration.ofMillis(300));
            IOException fault =
                    assertTimeout(Duration.ofSeconds(9), () -> assertThrows(IOException.class, location::fetch));
            // The second, when the peer itself was kept from sending for so long.
            assertTrue(
                    Set.of("the answer came too slowly", "Read timed out").contains(String.valueOf(fault.getMessage())),
                    fault::toString);
        } finally {
            givenUp.countDown();
            server.stop(0);
        }
    }

    /** A byte every 20 ms for at most 10 s. */
    private void drip(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 500 && !givenUp.await(20, TimeUnit.MILLISECONDS); i++) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
