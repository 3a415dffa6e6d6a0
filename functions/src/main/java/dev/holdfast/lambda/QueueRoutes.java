package dev.holdfast.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.Fields;
import dev.holdfast.queue.DeadLetters;
import dev.holdfast.queue.QueueStatus;
import dev.holdfast.security.Call;
import dev.holdfast.security.Scope;
import java.util.List;
import java.util.Set;

/** The queue of a tenant, for who looks after it: over HTTP, and as functions. */
final class QueueRoutes {
    private static final String QUEUE = "/api/v1/queue/";
    private static final String LETTERS = QUEUE + "dead-letters/";
    private static final String LETTER = LETTERS + "{id}/";
    private static final Set<String> NONE = Set.of();
    private static final int MOST_PER_PAGE = 100;
    private static final int MOST_ID = 255;

    private final QueueStatus status;
    private final DeadLetters letters;

    QueueRoutes(QueueStatus status, DeadLetters letters) {
        this.status = status;
        this.letters = letters;
    }

    List<Route> routes() {
        Scope admin = Scope.QUEUE_ADMIN;
        return List.of(
                new Route("GET", QUEUE, admin, NONE, Body.NONE, (call, _) -> Reply.ok(status(call))),
                new Route("GET", LETTERS, admin, Set.of("limit", "cursor"), Body.NONE, this::list),
                new Route("GET", LETTER, admin, NONE, Body.NONE, (call, request) -> Reply.ok(one(call, id(request)))),
                new Route(
                        "DELETE", LETTER, admin, NONE, Body.NONE, (call, request) -> Reply.ok(drop(call, id(request)))),
                new Route(
                        "POST",
                        LETTER + "redrive/",
                        admin,
                        NONE,
                        Body.NONE,
                        (call, request) -> Reply.of(202, redrive(call, id(request)))),
                new Route(
                        "POST",
                        LETTERS + "redrive/",
                        admin,
                        Set.of("kind"),
                        Body.NONE,
                        (call, request) -> Reply.of(
                                202,
                                QueueViews.redriven(letters.redriveAll(
                                        call, request.query().text("kind").orElse(null))))));
    }

    ObjectNode status(Call call, JsonNode input) {
        Fields.of(input).done();
        return status(call);
    }

    /** {@code {id}} for one whole, or {@code {limit, cursor}} for a page. */
    ObjectNode deadLetters(Call call, JsonNode input) {
        Fields fields = Fields.of(input);
        String id = fields.optionalText("id", MOST_ID).orElse(null);
        int limit = fields.integer("limit", 1, MOST_PER_PAGE).orElse(MOST_PER_PAGE);
        String cursor = fields.optionalText("cursor", 4_096).orElse(null);
        fields.done();
        return id != null ? one(call, id) : QueueViews.letters(letters.list(call, limit, cursor));
    }

    /** {@code {id}} for one, or {@code {kind}} or nothing for all. */
    ObjectNode redrive(Call call, JsonNode input) {
        Fields fields = Fields.of(input);
        String id = fields.optionalText("id", MOST_ID).orElse(null);
        String kind = fields.optionalText("kind", MOST_ID).orElse(null);
        fields.done();
        return id != null ? redrive(call, id) : QueueViews.redriven(letters.redriveAll(call, kind));
    }

    /** {@code {id}}. */
    ObjectNode drop(Call call, JsonNode input) {
        Fields fields = Fields.of(input);
        String id = fields.text("id", MOST_ID);
        fields.done();
        return drop(call, id);
    }

    private ObjectNode status(Call call) {
        return QueueViews.status(status.of(call));
    }

    private Reply list(Call call, Matched request) {
        QueryString query = request.query();
        int limit = query.limit("limit", MOST_PER_PAGE);
        return Reply.ok(QueueViews.letters(
                letters.list(call, limit, query.text("cursor").orElse(null))));
    }

    private ObjectNode one(Call call, String id) {
        return QueueViews.whole(letters.find(call, id));
    }

    private ObjectNode redrive(Call call, String id) {
        letters.redrive(call, id);
        return QueueViews.accepted(id, "redriven");
    }

    private ObjectNode drop(Call call, String id) {
        letters.drop(call, id);
        return QueueViews.accepted(id, "dropped");
    }

    private static String id(Matched request) {
        return request.path().getOrDefault("id", "");
    }
}
