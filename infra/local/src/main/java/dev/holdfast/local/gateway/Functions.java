package dev.holdfast.local.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.time.Instant;
import java.util.List;

/** The deployed functions, as AWS calls them. Whatever they throw is a failed invocation. Thread-safe. */
public interface Functions {
    /** The function behind the HTTP API. */
    APIGatewayV2HTTPResponse http(APIGatewayV2HTTPEvent event, String requestId, Instant deadline);

    /**
     * A function invoked directly.
     *
     * @param name one of {@link #names()}
     * @param event JSON in UTF-8, and so is the answer
     */
    byte[] direct(String name, byte[] event, String requestId, Instant deadline);

    /** The names that {@link #direct} takes. */
    List<String> names();
}
