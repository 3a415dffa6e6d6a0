package dev.holdfast.local.gateway;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * The Invoke operation of AWS' Lambda API, so that {@code aws lambda invoke --endpoint-url} reaches the functions.
 * Signatures are not checked, as every function checks the token in its event. Thread-safe.
 */
public final class LambdaApi {
    private static final Pattern PATH = Pattern.compile("/2015-03-31/functions/([^/]+)/invocations/?");
    private static final Pattern NAME_OR_ARN =
            Pattern.compile("(?:arn:[^:]*:lambda:[^:]*:)?(?:\\d{12}:)?(?:function:)?([^:]+)(?::.*)?");
    private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:";
    private static final Logger LOG = Logger.getLogger(LambdaApi.class);
    private static final ObjectReader JSON =
            new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Functions functions;
    private final Sandbox sandbox;

    public LambdaApi(Functions functions, Sandbox sandbox) {
        this.functions = functions;
        this.sandbox = sandbox;
    }

    /** Whether a request is for this API and not for the gateway. */
    public boolean takes(ClientRequest request) {
        return functionName(request).isPresent();
    }

    /** Answers a request that {@link #takes} accepts. */
    public ClientAnswer answer(ClientRequest request) {
        String requestId = UUID.randomUUID().toString();
        return dispatched(request, requestId).with(new Header("x-amzn-requestid", requestId));
    }

    private ClientAnswer dispatched(ClientRequest request, String requestId) {
        String name = functionName(request).orElseThrow();
        byte[] event = request.body().length() == 0
                ? new byte[] {'{', '}'}
                : request.body().getBytes();
        if (!request.method().equals("POST")) {
            return refusal(405, "MethodNotAllowedException", "Invoke takes POST");
        }
        if (!functions.names().contains(name)) {
            return refusal(404, "ResourceNotFoundException", "Function not found: " + ARN + name);
        }
        if (event.length > EventSize.REQUEST_LIMIT) {
            String limit =
                    "Request must be smaller than " + EventSize.REQUEST_LIMIT + " bytes for the Invoke operation";
            return refusal(413, "RequestTooLargeException", limit);
        }
        if (!isJson(event)) {
            return refusal(400, "InvalidRequestContentException", "Could not parse request body into json");
        }
        return switch (request.header("x-amz-invocation-type").orElse("RequestResponse")) {
            case "RequestResponse" -> invoked(name, event, requestId);
            case "Event" -> {
                Thread.startVirtualThread(() -> invoked(name, event, requestId));
                yield new ClientAnswer(202, List.of(), Buffer.buffer());
            }
            case "DryRun" -> new ClientAnswer(204, List.of(), Buffer.buffer());
            default -> refusal(400, "InvalidParameterValueException", "There is no such invocation type");
        };
    }

    private ClientAnswer invoked(String name, byte[] event, String requestId) {
        return switch (sandbox.run(deadline -> functions.direct(name, event, requestId, deadline))) {
            case Sandbox.Outcome.Returned<byte[]>(byte[] payload) -> returned(payload);
            case Sandbox.Outcome.Threw<byte[]>(Throwable cause) -> {
                LOG.warnf(cause, "Function %s failed", name);
                yield functionError(cause.getClass().getName(), String.valueOf(cause.getMessage()));
            }
            case Sandbox.Outcome.TimedOut<byte[]>(var after) -> {
                LOG.warnf("Function %s did not end within %d s", name, after.toSeconds());
                double seconds = after.toMillis() / 1000.0;
                yield functionError("Sandbox.Timedout", requestId + " Task timed out after " + seconds + " seconds");
            }
        };
    }

    private static ClientAnswer returned(byte[] payload) {
        if (payload.length > EventSize.RESPONSE_LIMIT) {
            return functionError(
                    "Function.ResponseSizeTooLarge",
                    "Response payload size exceeded maximum allowed payload size (" + EventSize.RESPONSE_LIMIT
                            + " bytes).");
        }
        return executed(Buffer.buffer(payload));
    }

    private static ClientAnswer functionError(String type, String message) {
        JsonObject payload = new JsonObject().put("errorMessage", message).put("errorType", type);
        return executed(payload.toBuffer()).with(new Header("x-amz-function-error", "Unhandled"));
    }

    private static ClientAnswer executed(Buffer payload) {
        List<Header> headers = List.of(
                new Header("content-type", "application/json"), new Header("x-amz-executed-version", "$LATEST"));
        return new ClientAnswer(200, headers, payload);
    }

    private static ClientAnswer refusal(int status, String type, String message) {
        JsonObject body = new JsonObject().put("Type", "User").put("Message", message);
        return ClientAnswer.json(status, body.encode(), new Header("x-amzn-errortype", type));
    }

    private static boolean isJson(byte[] event) {
        try {
            return !JSON.readTree(event).isMissingNode();
        } catch (IOException malformed) {
            return false;
        }
    }

    private static Optional<String> functionName(ClientRequest request) {
        Matcher path = PATH.matcher(request.rawPath());
        if (!path.matches()) {
            return Optional.empty();
        }
        try {
            Matcher name = NAME_OR_ARN.matcher(URLDecoder.decode(path.group(1), StandardCharsets.UTF_8));
            return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
        } catch (IllegalArgumentException brokenEscape) {
            return Optional.empty();
        }
    }
}
