package dev.holdfast.lambda;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.context.ProjectContext;
import dev.holdfast.context.ReadContext;
import dev.holdfast.context.SwitchProject;
import dev.holdfast.json.Fields;
import dev.holdfast.security.Call;
import dev.holdfast.security.Scope;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Switching projects, and the whole context of one, over HTTP. */
final class ContextRoutes {
    private static final Set<String> NONE = Set.of();
    private static final String MACHINE = "machine_uuid";
    private static final int MOST_NAME = 200;

    private final ReadContext context;
    private final SwitchProject switching;
    private final Clock clock;

    ContextRoutes(ReadContext context, SwitchProject switching, Clock clock) {
        this.context = context;
        this.switching = switching;
        this.clock = clock;
    }

    List<Route> routes() {
        Scope read = Scope.PROJECTS_READ;
        return List.of(
                new Route("POST", "/api/v1/projects/switch/", read, NONE, Body.JSON, this::change),
                new Route("GET", "/api/v1/projects/active/", read, Set.of(MACHINE), Body.NONE, this::active),
                new Route("GET", "/api/v1/projects/{cloud_uuid}/context/", read, NONE, Body.NONE, this::whole));
    }

    private Reply change(Call call, Matched request) {
        Fields fields = request.fields();
        String named = fields.text("project", MOST_NAME);
        UUID machine = fields.optionalUuid(MACHINE)
                .or(() -> Optional.ofNullable(request.machine()))
                .orElse(null);
        fields.done();
        return Reply.ok(view(switching.apply(call, named, required(Optional.ofNullable(machine)))));
    }

    private Reply active(Call call, Matched request) {
        Optional<UUID> machine = request.query().uuid(MACHINE).or(() -> Optional.ofNullable(request.machine()));
        return Reply.ok(view(switching.active(call, required(machine))));
    }

    private static UUID required(Optional<UUID> machine) {
        return machine.orElseThrow(
                () -> StateInputs.refusal(MACHINE, "is required: here, or as the header X-Machine-UUID"));
    }

    private Reply whole(Call call, Matched request) {
        return Reply.ok(view(context.apply(call, request.uuid("cloud_uuid"))));
    }

    private ObjectNode view(ProjectContext whole) {
        Instant now = clock.instant();
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.set("project", ProjectViews.project(whole.project()));
        if (whole.board() != null) {
            view.set("board", BoardViews.connected(whole.board()));
        }
        if (whole.stores() != null) {
            ObjectNode stores = StateViews.listed(whole.stores().stores(), null);
            view.set("stores", stores.get("items"));
            view.put("more_stores", whole.stores().next() != null);
        }
        if (whole.sessions() != null) {
            ArrayNode sessions = view.putArray("sessions");
            whole.sessions().sessions().forEach(session -> sessions.add(SessionViews.listed(session, now)));
            view.put("more_sessions", whole.sessions().after() != null);
        }
        if (whole.assignments() != null) {
            view.set(
                    "assignments",
                    BoardViews.assignments(whole.assignments(), null).get("items"));
        }
        ArrayNode withheld = view.putArray("withheld");
        whole.withheld().forEach(scope -> withheld.add(scope.text()));
        return view;
    }
}
