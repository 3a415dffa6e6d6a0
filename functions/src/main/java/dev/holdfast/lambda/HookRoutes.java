package dev.holdfast.lambda;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.board.Hook;
import dev.holdfast.board.Hooks;
import dev.holdfast.json.Fields;
import dev.holdfast.json.Timestamp;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Call;
import dev.holdfast.security.Scope;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.HookCall;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Webhooks of boards over HTTP: making them with a token, and taking their calls, which carry none. */
final class HookRoutes {
    private static final String ALL = "/api/v1/projects/{cloud_uuid}/board/hooks/";
    private static final String RECEIVE = "/api/v1/hooks/{provider}/{cloud_uuid}/{id}/";
    private static final Set<String> NONE = Set.of();
    private static final Pattern ID = Pattern.compile("([A-Za-z0-9_-]{1,64})\\.[A-Za-z0-9_-]{22}");
    private static final int MOST_SECRET = 200;

    private final Hooks hooks;

    HookRoutes(Hooks hooks) {
        this.hooks = hooks;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", ALL, Scope.BOARD_READ, NONE, Body.NONE, this::list),
                new Route("POST", ALL, Scope.BOARD_WRITE, NONE, Body.JSON, this::create),
                new Route("DELETE", ALL + "{id}/", Scope.BOARD_WRITE, NONE, Body.NONE, this::remove),
                new Route("POST", RECEIVE, null, NONE, Body.RAW, this::receive));
    }

    private Reply list(Call call, Matched request) {
        UUID project = request.uuid("cloud_uuid");
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        ArrayNode items = view.putArray("items");
        hooks.list(call, project).forEach(hook -> items.add(view(hook, project)));
        return Reply.ok(view.putNull("next_cursor"));
    }

    private Reply create(Call call, Matched request) {
        Fields fields = request.fields();
        String secret = fields.optionalText("secret", MOST_SECRET).orElse(null);
        fields.done();
        UUID project = request.uuid("cloud_uuid");
        Hook hook = hooks.create(call, project, secret);
        ObjectNode view = view(hook, project);
        return Reply.of(201, hook.secret() == null ? view : view.put("secret", hook.secret()));
    }

    private Reply remove(Call call, Matched request) {
        hooks.remove(call, request.uuid("cloud_uuid"), id(request));
        return Reply.ok(JsonNodeFactory.instance.objectNode().put("removed", true));
    }

    private Reply receive(Call call, Matched request) {
        var id = ID.matcher(id(request));
        if (!id.matches()) {
            throw new Refusal(Reason.HOOK_NOT_FOUND, "Send to the address as it was answered when the hook was made.");
        }
        HookCall sent =
                new HookCall(request.request().headers(), Content.of(((BinaryNode) request.json()).binaryValue()));
        boolean first = hooks.receive(
                Call.ofHoldfast(id.group(1), call.budget()),
                request.path().getOrDefault("provider", ""),
                request.uuid("cloud_uuid"),
                id.group(),
                sent);
        return Reply.of(202, JsonNodeFactory.instance.objectNode().put("seen_before", !first));
    }

    private static String id(Matched request) {
        return request.path().getOrDefault("id", "");
    }

    private static ObjectNode view(Hook hook, UUID project) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("hook_id", hook.id())
                .put("provider", hook.provider())
                .put("path", "/api/v1/hooks/" + hook.provider() + "/" + project + "/" + hook.id() + "/")
                .put("created_at", Timestamp.format(hook.at()))
                .put("created_by", hook.by());
    }
}
