package dev.holdfast.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.activity.PostedEvent;
import dev.holdfast.activity.ProjectRef;
import dev.holdfast.activity.Trigger;
import dev.holdfast.activity.TriggerPath;
import dev.holdfast.board.Plugins;
import dev.holdfast.context.CreateTrigger;
import dev.holdfast.json.StrictJson;
import dev.holdfast.queue.Drain;
import dev.holdfast.queue.Drained;
import dev.holdfast.queue.Wake;
import dev.holdfast.security.Call;
import dev.holdfast.security.Caller;
import dev.holdfast.security.Operation;
import dev.holdfast.security.OutboundRules;
import dev.holdfast.security.TestKeysets;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Shards;
import dev.holdfast.table.Table;
import dev.holdfast.table.TestStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All operations as one instance has them, over a real table, with loopback allowed as a receiver. */
final class OneInstance {
    final Operations on;
    private final Clock clock;
    Budget budget = TestStore.budget(Duration.ofSeconds(60));

    OneInstance(Table table, Clock clock) {
        this(table, clock, new BoardSetup(Plugins.of(), null, null));
    }

    OneInstance(Table table, Clock clock, BoardSetup boards) {
        this.clock = clock;
        on = Operations.over(
                table,
                TestKeysets.sealing(),
                new Shards(2),
                Duration.ofDays(90),
                OutboundRules.of(List.of("127.0.0.0/8")),
                boards,
                Wake.NONE,
                clock);
    }

    Call call() {
        return call(Operation.unkeyed());
    }

    Call keyed(String key) {
        return call(Operation.keyed("tester", key, new byte[0]));
    }

    private Call call(Operation operation) {
        budget = TestStore.budget(Duration.ofSeconds(60));
        return new Call(new Caller("acme", "tester", Set.of()), operation, budget);
    }

    /** Runs a direct function; single quotes stand for double ones. */
    JsonNode run(String function, String input) {
        return run(call(), function, input);
    }

    /** Under an operation id, with the input as what it was named for. */
    JsonNode runKeyed(String key, String function, String input) {
        return run(call(Operation.keyed("tester", key, input.getBytes(StandardCharsets.UTF_8))), function, input);
    }

    private JsonNode run(Call call, String function, String input) {
        return Objects.requireNonNull(DirectFunctions.of(on, clock).get(function))
                .operation()
                .run(call, StrictJson.parse(input.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }

    UUID register() {
        UUID local = UUID.randomUUID();
        JsonNode registered = run(
                "register", "{'local_project_uuid':'" + local + "','project_name':'p','machine_uuid':'" + local + "'}");
        return UUID.fromString(registered.path("cloud_uuid").textValue());
    }

    void save(UUID project, String store, String data) {
        run("save", "{'project':'" + project + "','store':'" + store + "','data':" + data + "}");
    }

    void patch(UUID project, String store, String operations) {
        run("patch", "{'project':'" + project + "','store':'" + store + "','patch':" + operations + "}");
    }

    Trigger watch(UUID project, String path, String url) {
        return on.createTrigger()
                .apply(call(), project, new CreateTrigger.Input(TriggerPath.parse(path), List.of(), url, null));
    }

    Trigger listen(UUID project, String url, @Nullable String... events) {
        return on.createTrigger()
                .apply(
                        call(),
                        project,
                        new CreateTrigger.Input(
                                null,
                                java.util.Arrays.stream(events)
                                        .map(Objects::requireNonNull)
                                        .toList(),
                                url,
                                null));
    }

    void post(UUID project, String type) {
        ProjectRef owner = on.registry().resolve().byCloudUuid(call(), project).ref();
        on.postEvent()
                .apply(
                        call(),
                        owner,
                        PostedEvent.read(
                                StrictJson.parse(("{\"type\":\"" + type + "\"}").getBytes(StandardCharsets.UTF_8))));
    }

    Drained drain() {
        budget = TestStore.budget(Duration.ofSeconds(60));
        return on.drain().apply(budget, "test", Drain.ShardRange.ALL);
    }
}
