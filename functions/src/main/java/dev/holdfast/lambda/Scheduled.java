package dev.holdfast.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.context.SweepDue;
import dev.holdfast.problem.Refusal;
import dev.holdfast.queue.Drain;
import dev.holdfast.queue.Drained;
import dev.holdfast.table.Budget;
import java.time.Clock;
import java.util.Map;
import java.util.Set;

/**
 * The functions that a schedule calls, with no token and whatever event it sends. Each may come late, twice, or many at
 * once. Thread-safe.
 */
final class Scheduled {
    private final Drain drain;
    private final SweepDue sweep;
    private final Clock clock;
    private final Map<String, Function> functions = Map.of("sweep", this::sweep, "drain", this::drain);

    private interface Function {
        /** @return what the function did; {@code failed} is not 0 when a part of it did not succeed */
        ObjectNode run(JsonNode event, Budget budget, String requestId);
    }

    Scheduled(Operations on, Clock clock) {
        this.drain = on.drain();
        this.sweep = on.sweep();
        this.clock = clock;
    }

    Set<String> names() {
        return functions.keySet();
    }

    /** Answers {@code {ok, result}}, or {@code {ok: false, problem}} where the store was not to be had. */
    ObjectNode answer(String name, JsonNode event, Invocation invocation) {
        long start = System.nanoTime();
        Budget budget = new Budget(clock, invocation.answerBy());
        Function function = functions.get(name);
        if (function == null) {
            throw new IllegalArgumentException("no function " + name);
        }
        ObjectNode answer = answer(function, event, budget, invocation.requestId());
        boolean whole =
                answer.path("ok").booleanValue() && answer.at("/result/failed").intValue() == 0;
        AccessLog.log(invocation.requestId(), name, whole ? "ok" : "failed", start, budget);
        return answer;
    }

    private static ObjectNode answer(Function function, JsonNode event, Budget budget, String requestId) {
        try {
            ObjectNode answer = JsonNodeFactory.instance.objectNode().put("ok", true);
            answer.set("result", function.run(event, budget, requestId));
            return answer;
        } catch (Refusal passing) {
            // Nothing is half done, and the next event of the schedule goes on.
            ObjectNode answer = JsonNodeFactory.instance.objectNode().put("ok", false);
            answer.set("problem", Problems.problem(passing));
            return answer;
        }
    }

    private ObjectNode sweep(JsonNode event, Budget budget, String requestId) {
        SweepDue.Swept swept = sweep.apply(budget, requestId);
        return JsonNodeFactory.instance
                .objectNode()
                .put("swept", swept.swept())
                .put("failed", swept.failed())
                .put("finished", swept.finished());
    }

    /** Takes {@code first_shard} and {@code last_shard}, for schedules that share the work out. */
    private ObjectNode drain(JsonNode event, Budget budget, String requestId) {
        Drain.ShardRange range = new Drain.ShardRange(
                event.path("first_shard").asInt(0), event.path("last_shard").asInt(Integer.MAX_VALUE));
        Drained drained = drain.apply(budget, requestId, range);
        return QueueViews.drained(drained);
    }
}
