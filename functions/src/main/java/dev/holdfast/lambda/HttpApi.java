package dev.holdfast.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.json.Uuids;
import dev.holdfast.problem.Defects;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Call;
import dev.holdfast.security.Caller;
import dev.holdfast.security.Operation;
import dev.holdfast.security.TokenVerifier;
import dev.holdfast.table.Budget;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** HTTP, as API Gateway speaks it: route, authenticate, read, run, answer. Thread-safe. */
final class HttpApi {
    private static final String BEARER = "bearer ";
    private static final Caller NOBODY = new Caller("", "", java.util.Set.of());

    private final Router router;
    private final TokenVerifier tokens;
    private final SessionTouch sessions;
    private final Clock clock;

    HttpApi(List<Route> routes, TokenVerifier tokens, SessionTouch sessions, Clock clock) {
        this.router = new Router(routes);
        this.tokens = tokens;
        this.sessions = sessions;
        this.clock = clock;
    }

    APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event, Invocation invocation) {
        long start = System.nanoTime();
        Budget budget = new Budget(clock, invocation.httpAnswerBy(clock));
        var answer = answer(event, invocation, budget);
        String call = Request.method(event) + " " + router.template(Objects.requireNonNullElse(event.getRawPath(), ""));
        AccessLog.log(invocation.requestId(), call, Integer.toString(answer.getStatusCode()), start, budget);
        return answer;
    }

    private APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event, Invocation invocation, Budget budget) {
        HttpAnswer answer = new HttpAnswer(event, invocation.requestId());
        try {
            return answer.of(run(Request.of(event), budget));
        } catch (Refusal refusal) {
            return answer.of(refusal);
        } catch (RuntimeException defect) {
            Defects.log(invocation.requestId(), defect);
            return answer.of(Defects.refusal(invocation.requestId()));
        }
    }

    private Reply run(Request sent, Budget budget) {
        Request request = router.knows(sent.path()) ? sent : sent.withoutStage();
        Router.Match match = router.find(request.method(), request.path());
        Route route = match.route();
        Caller caller = NOBODY;
        if (route.scope() != null) {
            caller = tokens.verify(token(request));
            caller.require(route.scope());
        }
        QueryString query = QueryString.parse(request.rawQuery());
        query.allow(route.query());
        byte[] body = RequestBody.bytes(request, route.body());
        Call call = new Call(caller, operation(request, caller, body), budget);
        Optional<String> untouched = touch(call, request, match);
        Reply reply = handle(call, route, request, match, query, body);
        return untouched.isPresent() ? reply.with("X-Holdfast-Session", untouched.get()) : reply;
    }

    /** Tells why the session that the call names could not be touched, if it names one. */
    private Optional<String> touch(Call call, Request request, Router.Match match) {
        Optional<String> session = request.header(SessionTouch.HEADER);
        Optional<UUID> project = Uuids.parse(match.path().getOrDefault("cloud_uuid", ""));
        return match.route().scope() == null || session.isEmpty() || project.isEmpty()
                ? Optional.empty()
                : sessions.touch(call, project.get(), session.get());
    }

    private static Reply handle(
            Call call, Route route, Request request, Router.Match match, QueryString query, byte[] body) {
        if (route.body() == Body.NONE) {
            return route.handler().handle(call, new Matched(request, match.path(), query, "", null));
        }
        String type = RequestBody.mediaType(request, route.body());
        JsonNode json = RequestBody.json(body, route.body());
        return route.handler().handle(call, new Matched(request, match.path(), query, type, json));
    }

    private static String token(Request request) {
        String authorization = request.header("authorization").orElse("");
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new Refusal(Reason.UNAUTHORIZED, "Send Authorization: Bearer with a token.");
        }
        return authorization.substring(BEARER.length()).strip();
    }

    private static Operation operation(Request request, Caller caller, byte[] body) {
        String key = request.header("idempotency-key").orElse(null);
        if (key == null) {
            return Operation.unkeyed();
        }
        Operation.requireKey(key);
        String around = String.join(
                "\n",
                request.method(),
                request.path(),
                request.header("x-machine-uuid").orElse(""),
                request.header("if-match").orElse(""),
                request.header("if-none-match").orElse(""),
                request.header("content-type").orElse(""),
                "");
        byte[] start = around.getBytes(StandardCharsets.UTF_8);
        byte[] whole = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, whole, start.length, body.length);
        return Operation.keyed(caller.subject(), key, whole);
    }
}
