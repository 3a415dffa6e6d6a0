package dev.holdfast.lambda;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.activity.Trigger;
import dev.holdfast.activity.TriggerPath;
import dev.holdfast.activity.WebhookSecret;
import dev.holdfast.context.ChangeTriggers;
import dev.holdfast.context.CreateTrigger;
import dev.holdfast.json.Fields;
import dev.holdfast.json.Timestamp;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Call;
import dev.holdfast.security.Scope;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Triggers over HTTP. A secret is shown once, to who creates its trigger. */
final class TriggerRoutes {
    private static final String ALL = "/api/v1/projects/{cloud_uuid}/triggers/";
    private static final String ONE = ALL + "{id}/";
    private static final Set<String> NONE = Set.of();
    private static final int MOST_EVENTS = 20;
    private static final int MOST_URL = 2_048;
    private static final Pattern EVENT = Pattern.compile("\\*|[a-z][a-z0-9_.-]{0,63}(\\.\\*)?");

    private final CreateTrigger creation;
    private final ChangeTriggers triggers;

    TriggerRoutes(CreateTrigger creation, ChangeTriggers triggers) {
        this.creation = creation;
        this.triggers = triggers;
    }

    List<Route> routes() {
        Scope write = Scope.TRIGGERS_WRITE;
        return List.of(
                new Route("POST", ALL, write, NONE, Body.JSON, this::create),
                new Route("GET", ALL, write, NONE, Body.NONE, this::list),
                new Route(
                        "GET",
                        ONE,
                        write,
                        NONE,
                        Body.NONE,
                        (call, request) -> Reply.ok(view(triggers.find(call, project(request), id(request))))),
                new Route("DELETE", ONE, write, NONE, Body.NONE, this::delete),
                new Route(
                        "POST",
                        ONE + "resume/",
                        write,
                        NONE,
                        Body.NONE,
                        (call, request) -> Reply.ok(view(triggers.resume(call, project(request), id(request))))));
    }

    private Reply create(Call call, Matched request) {
        Trigger created = creation.apply(call, project(request), input(request.fields()));
        return Reply.of(201, view(created).put("secret", created.secret().reveal()));
    }

    private static CreateTrigger.Input input(Fields fields) {
        String path = fields.optionalText("path", 1_024).orElse(null);
        List<String> events = fields.texts("events", MOST_EVENTS, 66);
        String url = fields.text("url", MOST_URL);
        String secret = fields.optionalText("secret", 200).orElse(null);
        fields.done();
        if ((path == null) == events.isEmpty()) {
            throw invalid("path", "or events must be there, and not both");
        }
        if (events.stream().anyMatch(event -> !EVENT.matcher(event).matches())) {
            throw invalid("events", "must be types like deploy.done, deploy.* or *");
        }
        return new CreateTrigger.Input(
                path == null ? null : TriggerPath.parse(path),
                events,
                url,
                secret == null ? null : WebhookSecret.parse(secret));
    }

    private Reply list(Call call, Matched request) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        ArrayNode items = view.putArray("items");
        triggers.list(call, project(request)).forEach(trigger -> items.add(view(trigger)));
        return Reply.ok(view.putNull("next_cursor"));
    }

    private Reply delete(Call call, Matched request) {
        triggers.delete(call, project(request), id(request));
        return Reply.ok(
                JsonNodeFactory.instance.objectNode().put("id", id(request)).put("status", "deleted"));
    }

    private static ObjectNode view(Trigger trigger) {
        ObjectNode view = JsonNodeFactory.instance.objectNode().put("id", trigger.id());
        if (trigger.path() != null) {
            view.put("path", trigger.path().toString());
        } else {
            trigger.events().forEach(view.putArray("events")::add);
        }
        view.put("url", trigger.url())
                .put("status", trigger.isPaused() ? "paused" : trigger.failingSince() != null ? "failing" : "active")
                .put("created_by", trigger.createdBy())
                .put("created_at", Timestamp.format(trigger.createdAt()));
        if (trigger.failingSince() != null) {
            view.put("failing_since", Timestamp.format(trigger.failingSince()));
        }
        if (trigger.lastError() != null) {
            view.put("last_error", trigger.lastError());
        }
        if (trigger.pausedAt() != null) {
            view.put("paused_at", Timestamp.format(trigger.pausedAt()));
        }
        return view;
    }

    private static UUID project(Matched request) {
        return request.uuid("cloud_uuid");
    }

    private static String id(Matched request) {
        return request.path().getOrDefault("id", "");
    }

    private static Refusal invalid(String field, String problem) {
        return new Refusal(
                Reason.INVALID_INPUT,
                "Name one path or some events, and an https URL.",
                Map.of("errors", List.of(Map.of("field", field, "problem", problem))));
    }
}
