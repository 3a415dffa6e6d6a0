package dev.holdfast.local.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LambdaApiTest {
    private static final String ECHO = "/2015-03-31/functions/echo/invocations";

    private final Sandbox sandbox = new Sandbox();
    private final Sandbox hasty = new Sandbox(Duration.ofSeconds(1), Duration.ZERO);
    private final LambdaApi echo = api(event -> event);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo",
                "echo:live",
                "echo:$LATEST",
                "000000000000:function:echo",
                "function:echo",
                "arn:aws:lambda:eu-north-1:000000000000:function:echo",
                "arn%3Aaws%3Alambda%3Aeu-north-1%3A000000000000%3Afunction%3Aecho%3Alive"
            })
    void a_function_is_invoked_by_name_or_arn(String name) {
        ClientRequest request =
                Requests.request("POST", "/2015-03-31/functions/" + name + "/invocations?Qualifier=live", "{\"a\":1}");
        assertTrue(echo.takes(request));
        ClientAnswer answer = echo.answer(request);
        assertEquals(200, answer.status());
        assertEquals("{\"a\":1}", answer.body().toString());
        assertEquals("$LATEST", header(answer, "x-amz-executed-version"));
        assertEquals("", header(answer, "x-amz-function-error"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/2015-03-31/functions/", "/2015-03-31/functions/a/b/invocations", "/api/v1/projects/"})
    void other_paths_are_left_to_the_gateway(String path) {
        assertFalse(echo.takes(Requests.request("POST", path, "")));
    }

    @Test
    void no_payload_is_an_empty_object() {
        assertEquals(
                "{}", echo.answer(Requests.request("POST", ECHO, "")).body().toString());
    }

    @Test
    void a_thrown_failure_is_a_200_that_names_it() {
        ClientAnswer answer = api(event -> {
                    throw new IllegalStateException("later");
                })
                .answer(Requests.request("POST", ECHO, "{}"));
        assertEquals(200, answer.status());
        assertEquals("Unhandled", header(answer, "x-amz-function-error"));
        assertEquals("later", answer.body().toJsonObject().getString("errorMessage"));
        assertEquals(
                "java.lang.IllegalStateException", answer.body().toJsonObject().getString("errorType"));
    }

    @Test
    void a_function_that_does_not_end_is_a_function_error_too() {
        LambdaApi api = new LambdaApi(
                FakeFunctions.direct(event -> {
                    LockSupport.parkNanos(Duration.ofSeconds(20).toNanos());
                    return event;
                }),
                hasty);
        ClientAnswer answer = api.answer(Requests.request("POST", ECHO, "{}"));
        assertEquals("Unhandled", header(answer, "x-amz-function-error"));
        assertEquals("Sandbox.Timedout", answer.body().toJsonObject().getString("errorType"));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, absent, {}, RequestResponse, 404, ResourceNotFoundException",
        "GET, echo, {}, RequestResponse, 405, MethodNotAllowedException",
        "POST, echo, {, RequestResponse, 400, InvalidRequestContentException",
        "POST, echo, {}{}, RequestResponse, 400, InvalidRequestContentException",
        "POST, echo, {}, Sometime, 400, InvalidParameterValueException"
    })
    void what_cannot_be_invoked_is_refused_as_lambda_does(
            String method, String function, String event, String type, int status, String error) {
        ClientAnswer answer = echo.answer(Requests.request(
                method, "/2015-03-31/functions/" + function + "/invocations", event, "X-Amz-Invocation-Type", type));
        assertEquals(status, answer.status());
        assertEquals(error, header(answer, "x-amzn-errortype"));
        assertEquals("User", answer.body().toJsonObject().getString("Type"));
    }

    @Test
    void events_and_answers_may_have_6_mb() {
        Buffer tooLarge = Buffer.buffer('"' + "a".repeat(EventSize.REQUEST_LIMIT) + '"');
        assertEquals(413, echo.answer(Requests.request("POST", ECHO, tooLarge)).status());

        byte[] answer = ('"' + "a".repeat(EventSize.RESPONSE_LIMIT) + '"').getBytes(StandardCharsets.UTF_8);
        ClientAnswer tooLong = api(event -> answer).answer(Requests.request("POST", ECHO, "{}"));
        assertEquals(
                "Function.ResponseSizeTooLarge", tooLong.body().toJsonObject().getString("errorType"));
    }

    @Test
    void an_asynchronous_invocation_is_accepted_and_then_runs() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(1);
        ClientAnswer answer = api(event -> {
                    ran.countDown();
                    return event;
                })
                .answer(Requests.request("POST", ECHO, "{}", "X-Amz-Invocation-Type", "Event"));
        assertEquals(202, answer.status());
        assertTrue(ran.await(10, TimeUnit.SECONDS));
    }

    @Test
    void a_dry_run_invokes_nothing() {
        ClientAnswer answer = api(event -> {
                    throw new AssertionError("invoked");
                })
                .answer(Requests.request("POST", ECHO, "{}", "X-Amz-Invocation-Type", "DryRun"));
        assertEquals(204, answer.status());
    }

    private LambdaApi api(UnaryOperator<byte[]> function) {
        return new LambdaApi(FakeFunctions.direct(function), sandbox);
    }

    private static String header(ClientAnswer answer, String name) {
        return answer.headers().stream()
                .filter(header -> header.name().equals(name))
                .map(Header::value)
                .findFirst()
                .orElse("");
    }
}
