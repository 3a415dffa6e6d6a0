package dev.holdfast.lambda;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.holdfast.queue.WakeOnceASecond;
import dev.holdfast.testkit.SettableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class LambdaWakeTest {
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private HttpServer lambda;
    private int status = 202;

    @BeforeEach
    void listen() throws IOException {
        lambda = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        lambda.createContext("/", exchange -> {
            received.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type") + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        lambda.start();
    }

    @AfterEach
    void stop() {
        lambda.stop(0);
    }

    private LambdaWake wake(int port) {
        return new LambdaWake(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")),
                () -> "eu-west-1",
                () -> URI.create("http://127.0.0.1:" + port),
                "holdfast-drain");
    }

    @Test
    void it_asks_lambda_to_run_the_drain_later_with_a_signed_request() throws InterruptedException {
        wake(lambda.getAddress().getPort()).now();
        String request = received.poll(60, TimeUnit.SECONDS);
        assertNotNull(request, "nothing was asked");
        assertTrue(request.startsWith("POST /2015-03-31/functions/holdfast-drain/invocations Event AWS4-HMAC-SHA256"));
        assertTrue(request.contains("/eu-west-1/lambda/aws4_request"), request);
    }

    @Test
    void a_refusal_or_an_outage_is_left_to_the_schedule() throws InterruptedException {
        status = 500;
        assertDoesNotThrow(() -> wake(lambda.getAddress().getPort()).now());
        assertDoesNotThrow(() -> wake(1).now());
        assertNotNull(received.poll(60, TimeUnit.SECONDS), "nothing was asked");
        assertTrue(received.isEmpty());
    }

    @Test
    void an_instance_wakes_at_most_once_a_second() {
        SettableClock clock = new SettableClock();
        int[] woken = {0};
        WakeOnceASecond wake = new WakeOnceASecond(() -> woken[0]++, clock);
        wake.now();
        clock.advance(Duration.ofMillis(999));
        wake.now();
        assertEquals(1, woken[0]);
        clock.advance(Duration.ofMillis(1));
        wake.now();
        assertEquals(2, woken[0]);
    }
}
