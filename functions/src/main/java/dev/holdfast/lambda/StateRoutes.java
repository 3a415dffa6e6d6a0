package dev.holdfast.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.Fields;
import dev.holdfast.json.MergePatch;
import dev.holdfast.json.Patch;
import dev.holdfast.security.Call;
import dev.holdfast.security.Cursors;
import dev.holdfast.security.Scope;
import dev.holdfast.state.ApplyPatch;
import dev.holdfast.state.ConfigJson;
import dev.holdfast.state.Export;
import dev.holdfast.state.Follow;
import dev.holdfast.state.Import;
import dev.holdfast.state.ListStores;
import dev.holdfast.state.Load;
import dev.holdfast.state.Message;
import dev.holdfast.state.Precondition;
import dev.holdfast.state.States;
import dev.holdfast.state.StoreHistory;
import dev.holdfast.state.StoreName;
import dev.holdfast.state.Written;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Stores over HTTP. */
final class StateRoutes {
    private static final String PROJECT = "/api/v1/projects/{cloud_uuid}/";
    private static final String ALL = PROJECT + "state/";
    private static final String ONE = ALL + "{store}/";
    private static final Set<String> NONE = Set.of();
    private static final Set<String> PAGED = Set.of("limit", "cursor");
    private static final int MOST_PER_PAGE = 100;

    private final States states;
    private final Cursors cursors;

    private StateRoutes(States states, Cursors cursors) {
        this.states = states;
        this.cursors = cursors;
    }

    static List<Route> of(States states, Cursors cursors) {
        StateRoutes on = new StateRoutes(states, cursors);
        Scope read = Scope.STATE_READ;
        Scope write = Scope.STATE_WRITE;
        return List.of(
                new Route("POST", PROJECT + "hello/", read, NONE, Body.JSON, on::hello),
                new Route("GET", ALL, read, PAGED, Body.NONE, on::list),
                new Route("GET", ONE, read, Set.of("seq"), Body.NONE, on::load),
                new Route("PUT", ONE, write, NONE, Body.DOCUMENT, on::save),
                new Route("PATCH", ONE, write, NONE, Body.PATCH, on::patch),
                new Route("DELETE", ONE, write, NONE, Body.NONE, on::delete),
                new Route("POST", ONE + "merge/", write, NONE, Body.DOCUMENT, on::merge),
                new Route("POST", ONE + "validate/", read, NONE, Body.DOCUMENT, on::validate),
                new Route("POST", ONE + "rollback/", write, NONE, Body.JSON, on::rollback),
                new Route("GET", ONE + "changes/", read, Set.of("since", "limit", "cursor"), Body.NONE, on::changes),
                new Route("GET", ONE + "history/", read, PAGED, Body.NONE, on::history),
                new Route("GET", ONE + "config/", read, NONE, Body.NONE, on::config),
                new Route("PUT", ONE + "config/", write, NONE, Body.DOCUMENT, on::configure),
                new Route("GET", PROJECT + "export/", read, Set.of("cursor"), Body.NONE, on::export),
                new Route("POST", PROJECT + "import/", write, NONE, Body.LINES, on::imports));
    }

    private Reply hello(Call call, Matched request) {
        return Reply.ok(
                StateViews.greeting(states.follow().hello(call, project(request), StateInputs.known(request.json()))));
    }

    private Reply list(Call call, Matched request) {
        String list = "stores\n" + project(request);
        int limit = request.query().limit("limit", MOST_PER_PAGE);
        ListStores.Page page = states.list()
                .page(call, project(request), opened(call, request, list).orElse(null), limit);
        return Reply.ok(
                StateViews.listed(page.stores(), page.next() == null ? null : cursors.seal(call, list, page.next())));
    }

    private Reply load(Call call, Matched request) {
        Long seq = request.query().text("seq").map(text -> seq("seq", text)).orElse(null);
        Load.Loaded loaded = states.load().apply(call, project(request), request.store(), seq);
        String etag = etag(loaded.seq());
        return request.has(etag)
                ? Reply.notModified(etag)
                : Reply.ok(StateViews.loaded(loaded)).with("ETag", etag);
    }

    private Reply save(Call call, Matched request) {
        return written(states.save()
                .apply(
                        call,
                        project(request),
                        request.store(),
                        StateInputs.save(request.json()),
                        request.precondition()));
    }

    private Reply patch(Call call, Matched request) {
        JsonNode body = request.json();
        Precondition named = request.precondition();
        return written(
                switch (request.mediaType()) {
                    case Body.JSON_PATCH ->
                        patch(call, request, new ApplyPatch.Input.Operations(Patch.parse(body)), named);
                    case Body.MERGE_PATCH ->
                        patch(call, request, new ApplyPatch.Input.Merging(new MergePatch(body)), named);
                    default -> {
                        StateInputs.requirePatchFor(request.store(), body);
                        var input = StateInputs.patch(body, "base", "seq", "type", "store");
                        yield patch(
                                call,
                                request,
                                input,
                                named instanceof Precondition.Any ? StateInputs.precondition(body) : named);
                    }
                });
    }

    private Written patch(Call call, Matched request, ApplyPatch.Input input, Precondition precondition) {
        return states.patch().apply(call, project(request), request.store(), input, precondition);
    }

    private Reply delete(Call call, Matched request) {
        return written(states.delete().apply(call, project(request), request.store(), request.precondition()));
    }

    private Reply merge(Call call, Matched request) {
        var outcome = states.merge().apply(call, project(request), request.store(), StateInputs.merge(request.json()));
        return Reply.ok(StateViews.merged(outcome))
                .with("ETag", etag(outcome.written().seq()));
    }

    private Reply validate(Call call, Matched request) {
        JsonNode body = request.json();
        return Reply.ok(StateViews.validated(states.validate()
                .apply(call, project(request), request.store(), body.path("data"), StateInputs.version(body))));
    }

    private Reply rollback(Call call, Matched request) {
        JsonNode body = request.json();
        Fields fields = Fields.of(body);
        fields.ignore("seq");
        fields.done();
        long seq = StateInputs.seq(body, "seq", "seq").orElseThrow(() -> StateInputs.refusal("seq", "is required"));
        return written(states.rollback().apply(call, project(request), request.store(), seq, request.precondition()));
    }

    private Reply changes(Call call, Matched request) {
        StoreName store = request.store();
        String list = "changes\n" + project(request) + "\n" + store;
        long since = opened(call, request, list)
                .map(Long::valueOf)
                .orElseGet(() -> seq("since", request.query().text("since").orElse("0")));
        Follow.Changes changes = states.follow()
                .changes(call, project(request), store, since, request.query().limit("limit", MOST_PER_PAGE));
        String next = changes.more() ? last(changes.messages()) : null;
        return Reply.ok(StateViews.changes(changes, next == null ? null : cursors.seal(call, list, next)));
    }

    private static String last(List<Message> messages) {
        return Long.toString(messages.getLast().seq());
    }

    private Reply history(Call call, Matched request) {
        StoreName store = request.store();
        String list = "history\n" + project(request) + "\n" + store;
        int limit = request.query().limit("limit", MOST_PER_PAGE);
        Long before = opened(call, request, list).map(Long::valueOf).orElse(null);
        List<StoreHistory.Event> events = states.history().page(call, project(request), store, before, limit);
        boolean more = events.size() == limit && events.getLast().seq() > 1;
        return Reply.ok(StateViews.history(
                events,
                more ? cursors.seal(call, list, Long.toString(events.getLast().seq())) : null));
    }

    private Reply config(Call call, Matched request) {
        return Reply.ok(ConfigJson.write(states.configure().read(call, project(request), request.store())));
    }

    private Reply configure(Call call, Matched request) {
        ObjectNode config = StateInputs.object(request.json());
        JsonNode initial = config.remove("initial_state");
        return written(states.configure()
                .apply(
                        call,
                        project(request),
                        request.store(),
                        ConfigJson.read(config),
                        initial,
                        request.precondition()));
    }

    private Reply export(Call call, Matched request) {
        String list = "export\n" + project(request);
        Export.Position after = opened(call, request, list)
                .map(text -> text.split(" ", 2))
                .map(parts -> new Export.Position(parts[1], Long.parseLong(parts[0])))
                .orElse(null);
        Export.Page page = states.export().page(call, project(request), after);
        ArrayNode lines = JsonNodeFactory.instance.arrayNode();
        page.lines().forEach(lines::add);
        Export.Position next = page.next();
        if (next == null) {
            lines.addObject().put("type", "end");
        } else {
            lines.addObject()
                    .put("type", "more")
                    .put("next_cursor", cursors.seal(call, list, next.seq() + " " + next.store()));
        }
        return Reply.lines(lines);
    }

    private Reply imports(Call call, Matched request) {
        List<JsonNode> lines = Import.requireFew(request.json()
                .valueStream()
                .filter(line -> !StateInputs.endsPage(line))
                .toList());
        return Reply.ok(StateViews.imported(states.imports().apply(call, project(request), lines)));
    }

    private static Reply written(Written written) {
        return Reply.of(written.created() ? 201 : 200, StateViews.written(written))
                .with("ETag", etag(written.seq()));
    }

    private static UUID project(Matched request) {
        return request.uuid("cloud_uuid");
    }

    private Optional<String> opened(Call call, Matched request, String list) {
        return request.query().text("cursor").map(cursor -> cursors.open(call, list, cursor));
    }

    private static long seq(String name, String text) {
        if (!text.matches("0|[1-9][0-9]{0,14}")) {
            throw StateInputs.refusal(name, "must be a whole number from 0");
        }
        return Long.parseLong(text);
    }

    private static String etag(long seq) {
        return "\"" + seq + "\"";
    }
}
