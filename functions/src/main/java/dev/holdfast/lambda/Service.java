package dev.holdfast.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.context.DeleteProject;
import dev.holdfast.context.SweepDue;
import dev.holdfast.json.StrictJson;
import dev.holdfast.project.Registry;
import dev.holdfast.security.Cursors;
import dev.holdfast.security.Sealing;
import dev.holdfast.security.TokenVerifier;
import dev.holdfast.state.States;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Shards;
import dev.holdfast.table.Table;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One instance of Holdfast with its own caches: what a warm Lambda sandbox holds. Thread-safe, though Lambda runs one
 * call at a time.
 */
public final class Service {
    private static final String SWEEP = "sweep";

    private final HttpApi http;
    private final DirectApi direct;
    private final Map<String, DirectFunctions.Function> functions;
    private final List<Route> routes;

    private final SweepDue sweep;
    private final Clock clock;

    private Service(
            Registry registry, States states, Cursors cursors, SweepDue sweep, TokenVerifier tokens, Clock clock) {
        this.functions = DirectFunctions.of(registry, states);
        this.sweep = sweep;
        this.clock = clock;
        this.routes = routes(registry, states, cursors);
        this.http = new HttpApi(routes, tokens, clock);
        this.direct = new DirectApi(functions, tokens, clock);
    }

    public static Service create(Settings settings, Table table, Clock clock) {
        TokenVerifier tokens = new TokenVerifier(Trust.rules(settings.token()), clock);
        Cursors cursors = new Cursors(table);
        Sealing sealing = KeysetSetting.sealing(settings);
        Shards shards = new Shards(settings.shards());
        Registry registry = Registry.over(table, cursors, sealing, clock);
        States states = States.over(table, registry.resolve(), sealing, shards, clock);
        SweepDue sweep = new SweepDue(table, states, shards, clock);
        return new Service(registry, states, cursors, sweep, tokens, clock);
    }

    /** Does what has fallen due by time alone: a schedule calls it. Answers {@code {ok, result}}. */
    public ObjectNode sweep(Invocation invocation) {
        long start = System.nanoTime();
        Budget budget = new Budget(clock, invocation.answerBy());
        SweepDue.Swept swept = sweep.apply(budget, invocation.requestId());
        AccessLog.log(invocation.requestId(), "sweep", swept.failed() == 0 ? "ok" : "failed", start, budget);
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("ok", true);
        answer.putObject("result")
                .put("swept", swept.swept())
                .put("failed", swept.failed())
                .put("finished", swept.finished());
        return answer;
    }

    /** Answers an API Gateway HTTP API event, payload format 2.0. Throws nothing. */
    public APIGatewayV2HTTPResponse http(APIGatewayV2HTTPEvent event, Invocation invocation) {
        return http.answer(event, invocation);
    }

    /**
     * Answers a direct invocation: {@code {token, operation_id?, input}}.
     *
     * @throws TransientFailure for a fault that passes
     */
    public ObjectNode direct(String function, DirectEvent event, Invocation invocation) {
        return direct.answer(function, event, invocation);
    }

    /** As {@link #direct(String, DirectEvent, Invocation)}, from and to JSON in UTF-8. */
    public byte[] direct(String function, byte[] event, Invocation invocation) {
        if (function.equals(SWEEP)) {
            return StrictJson.write(sweep(invocation));
        }
        return StrictJson.write(direct(function, DirectEvent.parse(event), invocation));
    }

    /** The names of the functions that {@link #direct} takes. */
    public List<String> directFunctions() {
        return Stream.concat(functions.keySet().stream(), Stream.of(SWEEP))
                .sorted()
                .toList();
    }

    /** Every address and method served, as {@code METHOD template}, for holding the contract against. */
    public List<String> routes() {
        return routes.stream()
                .map(r -> r.method() + " " + r.template())
                .sorted()
                .toList();
    }

    static List<Route> routes(Registry registry, States states, Cursors cursors) {
        List<Route> routes = new ArrayList<>(ProjectRoutes.of(registry, new DeleteProject(registry, states)));
        routes.addAll(StateRoutes.of(states, cursors));
        ObjectNode alive = JsonNodeFactory.instance.objectNode().put("status", "ok");
        routes.add(new Route("GET", "/health/", null, Set.of(), Body.NONE, (_, _) -> Reply.ok(alive)));
        return List.copyOf(routes);
    }
}
