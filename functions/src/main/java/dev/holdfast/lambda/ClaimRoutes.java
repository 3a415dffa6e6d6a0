package dev.holdfast.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.activity.ProjectRef;
import dev.holdfast.json.Fields;
import dev.holdfast.json.Presence;
import dev.holdfast.json.Timestamp;
import dev.holdfast.project.Resolve;
import dev.holdfast.security.Call;
import dev.holdfast.security.Scope;
import dev.holdfast.session.Claim;
import dev.holdfast.session.ClaimMode;
import dev.holdfast.session.ClaimRequest;
import dev.holdfast.session.ClaimSelection;
import dev.holdfast.session.Claims;
import dev.holdfast.session.TargetJson;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Claims over HTTP. */
final class ClaimRoutes {
    private static final String ALL = "/api/v1/projects/{cloud_uuid}/claims/";
    private static final Set<String> NONE = Set.of();
    private static final int MOST_ID = 200;

    private final Claims claims;
    private final Resolve projects;

    ClaimRoutes(Claims claims, Resolve projects) {
        this.claims = claims;
        this.projects = projects;
    }

    List<Route> routes() {
        Scope write = Scope.SESSIONS_WRITE;
        return List.of(
                new Route("GET", ALL, Scope.SESSIONS_READ, NONE, Body.NONE, this::list),
                new Route("POST", ALL, write, NONE, Body.JSON, this::acquire),
                new Route("POST", ALL + "renew/", write, NONE, Body.JSON, this::renew),
                new Route("POST", ALL + "release/", write, NONE, Body.JSON, this::release));
    }

    private Reply list(Call call, Matched request) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        ArrayNode items = view.putArray("items");
        for (Claims.Held held : claims.list(call.budget(), owner(call, request))) {
            ObjectNode item =
                    view(held.claim()).put("agent_name", held.agentName()).put("remaining_secs", held.remainingSecs());
            items.add(held.intent().isEmpty() ? item : item.put("intent", held.intent()));
        }
        return Reply.ok(view.putNull("next_cursor"));
    }

    private Reply acquire(Call call, Matched request) {
        Fields fields = request.fields();
        String session = fields.text("session_id", MOST_ID);
        List<JsonNode> targets = fields.items("targets", 1, ClaimRequest.MOST_TARGETS);
        ClaimMode mode = fields.optionalOneOf("mode", ClaimMode.BY_TEXT).orElse(ClaimMode.EXCLUSIVE);
        Duration lease = lease(fields);
        String intent =
                fields.optionalText("intent", ClaimRequest.MOST_INTENT_CHARS).orElse(null);
        fields.done();
        ClaimRequest wanted = new ClaimRequest(session, TargetJson.read(targets, "targets"), mode, lease, intent);
        return Reply.of(201, views(claims.acquire(call, owner(call, request), wanted)));
    }

    private Reply renew(Call call, Matched request) {
        Fields fields = request.fields();
        String session = fields.text("session_id", MOST_ID);
        ClaimSelection which = selection(fields);
        Duration lease = lease(fields);
        fields.done();
        return Reply.ok(views(claims.renew(call, owner(call, request), session, which, lease)));
    }

    private Reply release(Call call, Matched request) {
        Fields fields = request.fields();
        String session = fields.text("session_id", MOST_ID);
        ClaimSelection which = selection(fields);
        fields.done();
        return Reply.ok(views(claims.release(call, owner(call, request), session, which)));
    }

    /** All of the session's, unless some are named. */
    private static ClaimSelection selection(Fields fields) {
        List<String> ids = fields.texts("claim_ids", ClaimSelection.MOST_IDS, MOST_ID);
        return fields.presence("claim_ids") == Presence.VALUE
                ? new ClaimSelection.Ids(Set.copyOf(ids))
                : new ClaimSelection.All();
    }

    private static Duration lease(Fields fields) {
        OptionalInt seconds = fields.integer("lease_secs", (int) ClaimRequest.SHORTEST_LEASE.toSeconds(), (int)
                ClaimRequest.LONGEST_LEASE.toSeconds());
        return seconds.isPresent() ? Duration.ofSeconds(seconds.getAsInt()) : ClaimRequest.DEFAULT_LEASE;
    }

    private ProjectRef owner(Call call, Matched request) {
        return projects.byCloudUuid(call, request.uuid("cloud_uuid")).ref();
    }

    private static ObjectNode views(List<Claim> claims) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        ArrayNode items = view.putArray("claims");
        claims.forEach(claim -> items.add(view(claim)));
        return view;
    }

    private static ObjectNode view(Claim claim) {
        ObjectNode view = JsonNodeFactory.instance
                .objectNode()
                .put("claim_id", claim.id())
                .put("session_id", claim.sessionId());
        view.set("target", TargetJson.write(claim.target()));
        view.put("mode", claim.mode().text())
                .put("token", claim.token())
                .put("lease_until", Timestamp.format(claim.leaseUntil()));
        if (claim.intent() != null) {
            view.put("intent", claim.intent());
        }
        return view;
    }
}
