package dev.holdfast.local.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * An API Gateway HTTP API whose {@code $default} route is the {@code api} function: the same events, the same answers to
 * what the function does, the same limits. Thread-safe.
 */
public final class Gateway {
    /** Bytes of a request body. */
    public static final int BODY_LIMIT = 10 * 1024 * 1024;

    /** Bytes of a request line with its headers. */
    static final int HEAD_LIMIT = 10_240;

    private static final Logger LOG = Logger.getLogger(Gateway.class);

    private final Functions functions;
    private final Sandbox sandbox;

    public Gateway(Functions functions, Sandbox sandbox) {
        this.functions = functions;
        this.sandbox = sandbox;
    }

    /** Answers every request; never throws for what a client or a function does. */
    public ClientAnswer answer(ClientRequest request) {
        String requestId = Identifiers.gatewayRequest();
        return routed(request, requestId).with(new Header("apigw-requestid", requestId));
    }

    private ClientAnswer routed(ClientRequest request, String requestId) {
        if (request.headSize() > HEAD_LIMIT) {
            return GatewayFault.HEAD_TOO_LARGE.answer();
        }
        if (request.body().length() > BODY_LIMIT) {
            return GatewayFault.BODY_TOO_LARGE.answer();
        }
        try {
            APIGatewayV2HTTPEvent event = ProxyEvent.of(request, requestId);
            return EventSize.of(event) > EventSize.REQUEST_LIMIT
                    ? GatewayFault.BODY_TOO_LARGE.answer()
                    : invoked(event);
        } catch (MalformedRequest malformed) {
            return GatewayFault.BAD_REQUEST.answer();
        }
    }

    private ClientAnswer invoked(APIGatewayV2HTTPEvent event) {
        String invocationId = UUID.randomUUID().toString();
        return switch (sandbox.run(deadline -> functions.http(event, invocationId, deadline))) {
            case Sandbox.Outcome.Returned<APIGatewayV2HTTPResponse>(APIGatewayV2HTTPResponse response) ->
                sent(response);
            case Sandbox.Outcome.TimedOut<APIGatewayV2HTTPResponse>(var after) -> {
                LOG.errorf("Function api did not end within %d s", after.toSeconds());
                yield GatewayFault.FUNCTION_TIMED_OUT.answer();
            }
            case Sandbox.Outcome.Threw<APIGatewayV2HTTPResponse>(Throwable cause) -> {
                LOG.error("Function api failed", cause);
                yield GatewayFault.FUNCTION_FAILED.answer();
            }
        };
    }

    private static ClientAnswer sent(APIGatewayV2HTTPResponse response) {
        Optional<ClientAnswer> answer = ProxyAnswer.of(response);
        if (answer.isEmpty()) {
            LOG.error("Function api gave an answer that cannot be sent");
            return GatewayFault.FUNCTION_FAILED.answer();
        }
        if (EventSize.of(response) > EventSize.RESPONSE_LIMIT) {
            LOG.errorf("Function api gave an answer above %d bytes", EventSize.RESPONSE_LIMIT);
            return GatewayFault.FUNCTION_FAILED.answer();
        }
        return answer.get();
    }
}
