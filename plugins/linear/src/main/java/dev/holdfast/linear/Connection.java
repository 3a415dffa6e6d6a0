package dev.holdfast.linear;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.Board;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Deadline;

/** The board of a connected provider, and how it is reached and read. Immutable. */
record Connection(GraphQl api, Scope scope, Tasks tasks) {

    Issues issues() {
        return new Issues(api, scope, tasks);
    }

    Labels labels() {
        return new Labels(api, scope);
    }

    Board board(JsonNode team) {
        return new Boards(tasks.statuses()).of(team, scope.project());
    }

    /**
     * What a mutation answers with.
     *
     * @throws BoardFailure.Unavailable when Linear says that it did not do it
     */
    JsonNode change(String document, ObjectNode variables, String field, Deadline deadline) {
        return done(api.call(document, variables, deadline), field);
    }

    /** As {@link #change}, of one of several mutations. */
    static JsonNode done(JsonNode data, String field) {
        JsonNode payload = data.path(field);
        if (!payload.path("success").asBoolean()) {
            throw new BoardFailure.Unavailable("Linear did not carry the change out");
        }
        return payload;
    }
}
