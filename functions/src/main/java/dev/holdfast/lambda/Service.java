package dev.holdfast.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.StrictJson;
import dev.holdfast.queue.Wake;
import dev.holdfast.security.Sealing;
import dev.holdfast.security.TokenVerifier;
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
public final class Service implements AutoCloseable {
    private final HttpApi http;
    private final DirectApi direct;
    private final Scheduled scheduled;
    private final Map<String, DirectFunctions.Function> functions;
    private final List<Route> routes;
    private final Operations on;

    private Service(Operations on, TokenVerifier tokens, Clock clock) {
        this.on = on;
        this.functions = DirectFunctions.of(on, clock);
        this.scheduled = new Scheduled(on, clock);
        this.routes = routes(on, clock);
        this.http = new HttpApi(
                routes, tokens, new SessionTouch(on.sessions(), on.registry().resolve(), clock), clock);
        this.direct = new DirectApi(functions, tokens, clock);
    }

    /** @param wake has {@code drain} run soon */
    public static Service create(Settings settings, Table table, BoardSetup boards, Wake wake, Clock clock) {
        TokenVerifier tokens = new TokenVerifier(Trust.rules(settings.token()), clock);
        Sealing sealing = KeysetSetting.sealing(settings);
        Shards shards = new Shards(settings.shards());
        Operations on = Operations.over(
                table,
                sealing,
                shards,
                settings.eventsKept(),
                Trust.outbound(settings.outbound()),
                boards,
                wake,
                clock);
        return new Service(on, tokens, clock);
    }

    /** Runs what a schedule calls: {@code drain} or {@code sweep}. Answers {@code {ok, result}}. */
    public ObjectNode scheduled(String function, DirectEvent event, Invocation invocation) {
        JsonNode input = event.envelope() == null ? MissingNode.getInstance() : event.envelope();
        return scheduled.answer(function, input, invocation);
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

    /** As {@link #direct(String, DirectEvent, Invocation)} and {@link #scheduled}, from and to JSON in UTF-8. */
    public byte[] direct(String function, byte[] event, Invocation invocation) {
        DirectEvent parsed = DirectEvent.parse(event);
        return StrictJson.write(
                scheduled.names().contains(function)
                        ? scheduled(function, parsed, invocation)
                        : direct(function, parsed, invocation));
    }

    /** The names of the functions that can be invoked. */
    public List<String> directFunctions() {
        return Stream.concat(functions.keySet().stream(), scheduled.names().stream())
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

    /** Closes connections to boards. */
    @Override
    public void close() {
        on.boards().close();
    }

    static List<Route> routes(Operations on, Clock clock) {
        List<Route> routes = new ArrayList<>(ProjectRoutes.of(on.registry(), on.deleteProject()));
        routes.addAll(StateRoutes.of(on.states(), on.cursors()));
        routes.addAll(new ActivityRoutes(on.registry(), on.postEvent(), on.decisions(), on.activity(), on.cursors())
                .routes());
        routes.addAll(new QueueRoutes(on.queueStatus(), on.deadLetters()).routes());
        routes.addAll(new SessionRoutes(on.sessions(), on.registry().resolve(), on.cursors(), clock).routes());
        routes.addAll(new ClaimRoutes(on.sessions().claims(), on.registry().resolve()).routes());
        routes.addAll(new BoardRoutes(on.boards(), on.registry().resolve(), on.cursors(), clock).routes());
        routes.addAll(new HookRoutes(on.boards().hooks()).routes());
        routes.addAll(new ProviderRoutes(on.boards()).routes());
        routes.addAll(new ContextRoutes(on.context(), on.switchProject(), clock).routes());
        routes.addAll(new TriggerRoutes(on.createTrigger(), on.triggers()).routes());
        ObjectNode alive = JsonNodeFactory.instance.objectNode().put("status", "ok");
        routes.add(new Route("GET", "/health/", null, Set.of(), Body.NONE, (_, _) -> Reply.ok(alive)));
        return List.copyOf(routes);
    }
}
