package dev.holdfast.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.Fields;
import dev.holdfast.json.StrictJson;
import dev.holdfast.problem.Defects;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Call;
import dev.holdfast.security.Caller;
import dev.holdfast.security.Operation;
import dev.holdfast.security.TokenVerifier;
import dev.holdfast.table.Budget;
import java.time.Clock;
import java.util.Map;

/**
 * Direct invocations: {@code {token, operation_id?, input}} answers {@code {ok: true, result}} or
 * {@code {ok: false, problem}}. Only a passing fault is thrown. Thread-safe.
 */
final class DirectApi {
    private final Map<String, DirectFunctions.Function> functions;
    private final TokenVerifier tokens;
    private final Clock clock;

    DirectApi(Map<String, DirectFunctions.Function> functions, TokenVerifier tokens, Clock clock) {
        this.functions = functions;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** @throws TransientFailure for a fault that passes */
    ObjectNode answer(String name, DirectEvent event, Invocation invocation) {
        long start = System.nanoTime();
        Budget budget = new Budget(clock, invocation.answerBy());
        ObjectNode answer = answer(name, event, invocation, budget);
        String error = answer.at("/problem/error").asText();
        AccessLog.log(invocation.requestId(), name, error.isEmpty() ? "ok" : error, start, budget);
        if (Reason.passing(error)) {
            throw new TransientFailure(answer.get("problem").toString());
        }
        return answer;
    }

    private ObjectNode answer(String name, DirectEvent event, Invocation invocation, Budget budget) {
        try {
            DirectFunctions.Function function = functions.get(name);
            if (function == null) {
                throw new IllegalArgumentException("no function " + name);
            }
            JsonNode envelope = event.readable();
            ObjectNode result = run(function, envelope, budget);
            ObjectNode answer = JsonNodeFactory.instance.objectNode().put("ok", true);
            answer.set("result", result);
            return answer;
        } catch (Refusal refusal) {
            return refused(refusal);
        } catch (RuntimeException defect) {
            Defects.log(invocation.requestId(), defect);
            return refused(Defects.refusal(invocation.requestId()));
        }
    }

    private ObjectNode run(DirectFunctions.Function function, JsonNode envelope, Budget budget) {
        String token = envelope.path("token").textValue();
        if (token == null) {
            throw new Refusal(Reason.UNAUTHORIZED, "Send {\"token\": …, \"input\": {…}}.");
        }
        Caller caller = tokens.verify(token);
        caller.require(function.scope());
        Fields fields = Fields.of(envelope);
        fields.ignore("token", "input");
        String key = fields.optionalText("operation_id", 255).orElse(null);
        fields.done();
        JsonNode input = envelope.path("input");
        if (key != null) {
            Operation.requireKey(key);
        }
        Operation operation =
                key == null ? Operation.unkeyed() : Operation.keyed(caller.subject(), key, StrictJson.write(input));
        return function.operation().run(new Call(caller, operation, budget), input);
    }

    private static ObjectNode refused(Refusal refusal) {
        ObjectNode problem = Problems.problem(refusal);
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("ok", false);
        answer.set("problem", problem);
        return answer;
    }
}
