package dev.holdfast.local.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayTest {
    private static final ClientRequest REQUEST = Requests.get("/");

    private final Sandbox sandbox = new Sandbox();
    private final Sandbox hasty = new Sandbox(Duration.ofSeconds(1), Duration.ZERO);

    @Test
    void every_answer_carries_a_request_id_of_its_own_that_the_function_was_told() {
        Gateway gateway = gateway(
                event -> FakeFunctions.text(200, event.getRequestContext().getRequestId()));
        ClientAnswer answer = gateway.answer(REQUEST);
        assertEquals(answer.body().toString(), requestId(answer));
        assertEquals(16, requestId(answer).length());
        assertTrue(!requestId(answer).equals(requestId(gateway.answer(REQUEST))));
    }

    @Test
    void whatever_the_function_throws_is_a_500_without_its_message() {
        ClientAnswer answer = gateway(event -> {
                    throw new IllegalStateException("secret");
                })
                .answer(REQUEST);
        assertFault(500, "Internal Server Error", "INTERNAL", answer);
        ClientAnswer overflow = gateway(event -> {
                    throw new StackOverflowError();
                })
                .answer(REQUEST);
        assertFault(500, "Internal Server Error", "INTERNAL", overflow);
    }

    @Test
    void an_answer_that_is_none_is_a_500() {
        assertFault(
                500,
                "Internal Server Error",
                "INTERNAL",
                gateway(event -> FakeFunctions.text(0, "")).answer(REQUEST));
    }

    @Test
    void a_function_that_does_not_end_is_a_503_and_is_interrupted() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        Gateway gateway = new Gateway(
                FakeFunctions.http(event -> {
                    LockSupport.parkNanos(Duration.ofSeconds(20).toNanos());
                    interrupted.countDown();
                    return FakeFunctions.text(200, "");
                }),
                hasty);
        ClientAnswer answer = gateway.answer(REQUEST);
        assertFault(503, "Service Unavailable", "UNAVAILABLE", answer);
        assertTrue(interrupted.await(10, TimeUnit.SECONDS));
    }

    @Test
    void a_path_with_a_broken_escape_is_a_400() {
        ClientAnswer answer = gateway(event -> FakeFunctions.text(200, "")).answer(Requests.get("/%zz"));
        assertFault(400, "Bad Request", "MALFORMED_REQUEST", answer);
    }

    @ParameterizedTest
    @CsvSource({"10239, 200", "10240, 200", "10241, 431"})
    void request_line_and_headers_may_have_10240_bytes(int size, int status) {
        String header = "h".repeat(100);
        int rest = Requests.get("/", "x", header).headSize() - header.length();
        ClientAnswer answer =
                gateway(event -> FakeFunctions.text(200, "")).answer(Requests.get("/", "x", "h".repeat(size - rest)));
        assertEquals(status, answer.status());
    }

    @ParameterizedTest
    @CsvSource({
        // The event's other members take about a kilobyte.
        "6289000, text/plain, 200",
        "6291456, text/plain, 413",
        // Base64 takes a third more.
        "4717000, image/png, 200",
        "4718592, image/png, 413",
        "10485760, text/plain, 413",
        "10485761, text/plain, 413"
    })
    void an_event_may_have_6_mb_as_json(int size, String type, int status) {
        Buffer body = Buffer.buffer(new byte[0]).appendString("a".repeat(size));
        Gateway gateway = new Gateway(FakeFunctions.http(event -> FakeFunctions.text(200, "")), new Sandbox());
        assertEquals(
                status,
                gateway.answer(Requests.request("PUT", "/", body, "Content-Type", type))
                        .status());
    }

    @ParameterizedTest
    @CsvSource({"6291000, 200", "6291556, 500"})
    void an_answer_may_have_6_mb_as_json(int size, int status) {
        Gateway gateway =
                new Gateway(FakeFunctions.http(event -> FakeFunctions.text(200, "a".repeat(size))), new Sandbox());
        assertEquals(status, gateway.answer(REQUEST).status());
    }

    private Gateway gateway(Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function) {
        return new Gateway(FakeFunctions.http(function), sandbox);
    }

    private static String requestId(ClientAnswer answer) {
        return answer.headers().stream()
                .filter(header -> header.name().equals("apigw-requestid"))
                .map(Header::value)
                .findFirst()
                .orElse("");
    }

    private static void assertFault(int status, String message, String error, ClientAnswer answer) {
        assertEquals(status, answer.status());
        assertEquals(
                new JsonObject().put("message", message).put("error", error),
                answer.body().toJsonObject());
    }
}
