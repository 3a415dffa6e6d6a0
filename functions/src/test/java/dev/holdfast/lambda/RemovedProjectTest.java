package dev.holdfast.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.activity.PostedEvent;
import dev.holdfast.board.Plugins;
import dev.holdfast.json.StrictJson;
import dev.holdfast.queue.Drain;
import dev.holdfast.queue.Wake;
import dev.holdfast.security.Call;
import dev.holdfast.security.Caller;
import dev.holdfast.security.Operation;
import dev.holdfast.security.OutboundRules;
import dev.holdfast.security.TestKeysets;
import dev.holdfast.table.Item;
import dev.holdfast.table.Shards;
import dev.holdfast.table.Table;
import dev.holdfast.table.TestStore;
import dev.holdfast.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What becomes of a deleted project's belongings. */
class RemovedProjectTest {
    private final SettableClock clock = new SettableClock();
    private final String name = "t" + UUID.randomUUID();
    private final Table table = TestStore.table(TestStore.endpoint(), name);
    private final Operations on = instance();
    private final UUID local = UUID.randomUUID();

    private Operations instance() {
        return Operations.over(
                table,
                TestKeysets.sealing(),
                new Shards(2),
                Duration.ofDays(90),
                OutboundRules.INTERNET,
                new BoardSetup(Plugins.of(), null, null),
                Wake.NONE,
                clock);
    }

    private static Call call() {
        return new Call(
                new Caller("acme", "tester", Set.of()), Operation.unkeyed(), TestStore.budget(Duration.ofSeconds(60)));
    }

    private JsonNode run(Operations operations, String function, String input) {
        return Objects.requireNonNull(DirectFunctions.of(operations, clock).get(function))
                .operation()
                .run(call(), StrictJson.parse(input.getBytes(StandardCharsets.UTF_8)));
    }

    private UUID register() {
        JsonNode registered = run(
                on,
                "register",
                "{\"local_project_uuid\":\"" + local + "\",\"project_name\":\"p\",\"machine_uuid\":\"" + local + "\"}");
        return UUID.fromString(registered.path("cloud_uuid").textValue());
    }

    private static boolean isOfFeed(String pk) {
        return pk.contains("#feed") || pk.endsWith("#decisions");
    }

    private void save(UUID project, String store, String data) {
        run(on, "save", "{\"project\":\"" + project + "\",\"store\":\"" + store + "\",\"data\":" + data + "}");
    }

    private void post(UUID project, String type, String data) {
        Operation keyed = Operation.keyed("tester", type, new byte[0]);
        String body = "{\"type\":\"" + type + "\",\"data\":" + data + "}";
        on.postEvent()
                .apply(
                        call().with(keyed),
                        on.registry().resolve().byCloudUuid(call(), project).ref(),
                        PostedEvent.read(StrictJson.parse(body.getBytes(StandardCharsets.UTF_8))));
    }

    private void drain() {
        on.drain().apply(call().budget(), "test", Drain.ShardRange.ALL);
        on.sweep().apply(call().budget(), "test");
    }

    private List<Item> of(String incarnation) {
        return TestStore.scan(name).stream()
                .filter(item -> item.key().pk().contains(incarnation))
                .toList();
    }

    @Test
    void all_that_a_deleted_project_owned_goes_and_nothing_of_the_next_one() {
        UUID project = register();
        String incarnation =
                on.registry().resolve().byCloudUuid(call(), project).incarnation();
        save(project, "plan", "{\"a\": 1}");
        save(project, "large", "\"" + "0123456789abcdef".repeat(60_000) + "\"");
        post(project, "note", "{}");
        post(project, "decision", "{\"what\":\"w\",\"why\":\"y\",\"task\":\"T\"}");
        assertEquals(
                4,
                of(incarnation).stream().filter(it -> isOfFeed(it.key().pk())).count());
        on.deleteProject().apply(call(), project, null);
        register();
        save(project, "plan", "{\"b\": 2}");
        drain();
        assertTrue(of(incarnation).size() > 4, "views of it that instances have must find that it was closed");
        clock.advance(Duration.ofMinutes(71));
        drain();
        assertEquals(List.of(), of(incarnation));
        JsonNode plan = run(instance(), "load", "{\"project\":\"" + project + "\",\"store\":\"plan\"}");
        assertEquals(2, plan.at("/data/b").intValue());
        assertTrue(TestStore.partition(table, "acme#jobs").isEmpty());
    }

    @Test
    void three_deliveries_of_each_event_at_once_end_as_one() {
        UUID project = register();
        String incarnation =
                on.registry().resolve().byCloudUuid(call(), project).incarnation();
        save(project, "plan", "{\"a\": 1}");
        on.deleteProject().apply(call(), project, null);
        for (int hour = 0; hour < 3; hour++) {
            List<Thread> runs = java.util.stream.IntStream.range(0, 6)
                    .mapToObj(i -> Thread.startVirtualThread(() -> {
                        Operations one = instance();
                        if (i % 2 == 0) {
                            one.drain().apply(call().budget(), "test", Drain.ShardRange.ALL);
                        } else {
                            one.sweep().apply(call().budget(), "test");
                        }
                    }))
                    .toList();
            runs.forEach(RemovedProjectTest::join);
            clock.advance(Duration.ofMinutes(71));
        }
        assertEquals(List.of(), of(incarnation));
        assertTrue(TestStore.partition(table, "acme#jobs").isEmpty());
    }

    private static void join(Thread run) {
        try {
            run.join();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
