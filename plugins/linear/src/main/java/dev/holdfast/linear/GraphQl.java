package dev.holdfast.linear;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Deadline;
import dev.holdfast.spi.HttpAnswer;
import dev.holdfast.spi.HttpCall;
import dev.holdfast.spi.HttpPort;
import java.net.URI;
import java.util.Optional;

/** Calls of Linear's API. Thread-safe. */
final class GraphQl {

    private final HttpPort http;
    private final URI endpoint;
    private final String authorization;
    private final RateLimit limit;

    GraphQl(HttpPort http, URI endpoint, String authorization, RateLimit limit) {
        this.http = http;
        this.endpoint = endpoint;
        this.authorization = authorization;
        this.limit = limit;
    }

    /**
     * The {@code data} of the answer.
     *
     * @throws BoardFailure for every error in the answer, also when there is data beside it
     */
    JsonNode call(String document, ObjectNode variables, Deadline deadline) {
        return data(send(document, variables, deadline));
    }

    /** As {@link #call}; empty when no whole answer came though there is time left, as when it is too large. */
    Optional<JsonNode> callIfItFits(String document, ObjectNode variables, Deadline deadline) {
        HttpAnswer answer;
        try {
            answer = send(document, variables, deadline);
        } catch (BoardFailure.Unavailable e) {
            return Optional.empty();
        }
        return Optional.of(data(answer));
    }

    private HttpAnswer send(String document, ObjectNode variables, Deadline deadline) {
        limit.check();
        ObjectNode body = Json.object().put("query", document);
        body.set("variables", variables);
        return http.send(HttpCall.of("POST", endpoint)
                .with("Authorization", authorization)
                .with("Content-Type", "application/json")
                .with("Accept", "application/json")
                .with(Json.write(body))
                .by(deadline));
    }

    private JsonNode data(HttpAnswer answer) {
        Optional<JsonNode> body = Json.parse(answer.body());
        JsonNode error = body.map(tree -> tree.path("errors").path(0)).orElseGet(Json::object);
        if (!error.isEmpty() || answer.status() != 200) {
            BoardFailure failure = Errors.failure(answer, error, limit.now());
            if (failure instanceof BoardFailure.RateLimited limited) {
                limit.remember(limited);
            }
            throw failure;
        }
        return body.map(tree -> tree.path("data"))
                .filter(JsonNode::isObject)
                .orElseThrow(() -> new BoardFailure.Unavailable("Linear answered with something else than data"));
    }
}
