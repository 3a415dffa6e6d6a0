package dev.holdfast.state;

import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.activity.Triggers;
import dev.holdfast.json.Fields;
import dev.holdfast.json.MergePatch;
import dev.holdfast.json.MergeRules;
import dev.holdfast.json.Patch;
import dev.holdfast.json.StrictJson;
import dev.holdfast.problem.Refusal;
import dev.holdfast.project.Registration;
import dev.holdfast.project.Registry;
import dev.holdfast.queue.Queue;
import dev.holdfast.queue.Wake;
import dev.holdfast.security.Call;
import dev.holdfast.security.Caller;
import dev.holdfast.security.Cursors;
import dev.holdfast.security.Operation;
import dev.holdfast.security.TestKeysets;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Item;
import dev.holdfast.table.Query;
import dev.holdfast.table.Shards;
import dev.holdfast.table.Table;
import dev.holdfast.table.TestStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.Executable;

/** The stores of one registered project, as one instance has them. JSON is written with single quotes. */
final class TestStates {
    static final Precondition ANY = new Precondition.Any();
    static final Precondition ABSENT = new Precondition.Absent();
    private static final Shards SHARDS = new Shards(2);

    final States states;
    final Registry registry;
    final Clock clock;
    final Table table;
    final UUID project;
    String tenant = "acme";
    String subject = "tester";
    Budget budget = TestStore.budget(Duration.ofSeconds(20));

    /** An instance over an empty table, with a registered project. */
    TestStates(Clock clock) {
        this(TestStore.table(), clock, null);
    }

    private TestStates(Table table, Clock clock, @Nullable UUID project) {
        this.table = table;
        this.clock = clock;
        Queue queue = new Queue(table, TestKeysets.sealing(), SHARDS, Wake.NONE, clock);
        this.registry = Registry.over(table, new Cursors(table), TestKeysets.sealing(), queue, clock);
        this.states = States.over(
                table,
                registry.resolve(),
                TestKeysets.sealing(),
                SHARDS,
                new Triggers(table, TestKeysets.sealing()),
                queue,
                clock);
        this.project = project == null ? register() : project;
    }

    private TestStates(TestStates same) {
        this.table = same.table;
        this.clock = same.clock;
        this.registry = same.registry;
        this.states = same.states;
        this.project = same.project;
    }

    /** The same instance, for another thread. */
    TestStates sibling() {
        return new TestStates(this);
    }

    /** Another instance over the same table: with its own caches, and perhaps another clock. */
    TestStates other(Clock otherClock) {
        return other(table, otherClock);
    }

    TestStates other(Table seen, Clock otherClock) {
        return new TestStates(seen, otherClock, project);
    }

    UUID register() {
        JsonNode wanted = json("{'local_project_uuid': '3f2b8c1e-6d4a-4f0e-9b7c-2a1d5e8f9c3b', 'project_name': 'kelp',"
                + " 'machine_uuid': '00000000-0000-4000-8000-00000000000a'}");
        return registry.register()
                .apply(call(), Registration.read(Fields.of(wanted), null))
                .project()
                .cloudUuid();
    }

    /** Of the project, as it stands now. */
    String incarnation() {
        return registry.resolve().byCloudUuid(call(), project).incarnation();
    }

    Call call() {
        return call(Operation.unkeyed());
    }

    Call keyed(String key, String request) {
        return call(Operation.keyed(subject, key, request.getBytes(StandardCharsets.UTF_8)));
    }

    Call keyed(String key) {
        return keyed(key, "");
    }

    private Call call(Operation operation) {
        budget = TestStore.budget(Duration.ofSeconds(20));
        return new Call(new Caller(tenant, subject, Set.of()), operation, budget);
    }

    Written save(String store, String data, Precondition precondition) {
        return save(call(), store, data, precondition);
    }

    Written save(Call call, String store, String data, Precondition precondition) {
        return states.save()
                .apply(call, project, new StoreName(store), new Save.Input(json(data), null, null), precondition);
    }

    Written saveVersion(String store, String data, String version, Precondition precondition) {
        var input = new Save.Input(json(data), null, SchemaVersion.parse(version));
        return states.save().apply(call(), project, new StoreName(store), input, precondition);
    }

    Written saveMetadata(String store, String data, String metadata, Precondition precondition) {
        var input = new Save.Input(json(data), (ObjectNode) json(metadata), null);
        return states.save().apply(call(), project, new StoreName(store), input, precondition);
    }

    Written patch(String store, String patch, Precondition precondition) {
        return patch(call(), store, patch, precondition);
    }

    Written patch(Call call, String store, String patch, Precondition precondition) {
        var input = new ApplyPatch.Input.Operations(Patch.parse(json(patch)));
        return states.patch().apply(call, project, new StoreName(store), input, precondition);
    }

    Written mergePatch(String store, String patch, Precondition precondition) {
        var input = new ApplyPatch.Input.Merging(new MergePatch(json(patch)));
        return states.patch().apply(call(), project, new StoreName(store), input, precondition);
    }

    Load.Loaded load(String store) {
        return states.load().apply(call(), project, new StoreName(store), null);
    }

    Load.Loaded load(String store, long seq) {
        return states.load().apply(call(), project, new StoreName(store), seq);
    }

    String data(String store) {
        return load(store).document().data().toString().replace('"', '\'');
    }

    Written configure(String store, String config, Precondition precondition) {
        return configure(store, config, null, precondition);
    }

    Written configure(String store, String config, @Nullable String initial, Precondition precondition) {
        return configure(call(), store, config, initial, precondition);
    }

    Written configure(Call call, String store, String config, @Nullable String initial, Precondition precondition) {
        return states.configure()
                .apply(
                        call,
                        project,
                        new StoreName(store),
                        ConfigJson.read((ObjectNode) json(config)),
                        initial == null ? null : json(initial),
                        precondition);
    }

    MergeStates.Outcome merge(String store, @Nullable MergeRules rules, boolean dryRun, MergeStates.Input... inputs) {
        return merge(call(), store, new MergeStates.Request(List.of(inputs), rules, dryRun));
    }

    MergeStates.Outcome merge(Call call, String store, MergeStates.Request request) {
        return states.merge().apply(call, project, new StoreName(store), request);
    }

    List<ListStores.Listed> listed() {
        return states.list().page(call(), project, null, 100).stores();
    }

    Written rollback(String store, long seq, Precondition precondition) {
        return states.rollback().apply(call(), project, new StoreName(store), seq, precondition);
    }

    /** What a follower who has {@code seq} of the store is told. */
    Follow.Greeting hello(String store, long seq) {
        return states.follow().hello(call(), project, Map.of(new StoreName(store), seq));
    }

    Follow.Changes changes(String store, long since) {
        return states.follow().changes(call(), project, new StoreName(store), since, 100);
    }

    Written delete(String store, Precondition precondition) {
        return states.delete().apply(call(), project, new StoreName(store), precondition);
    }

    /** Does all that has fallen due, as the scheduled sweep does. */
    void sweep() {
        for (String shard : SHARDS.all()) {
            for (Item row : table.query(call().budget(), Query.due(shard, clock.instant(), 100))
                    .items()) {
                if (states.sweep().owns(row.key())) {
                    states.sweep().apply(call().budget(), row.key());
                }
            }
        }
    }

    static Precondition at(long seq) {
        return new Precondition.At(seq);
    }

    /** A message in short: {@code seq:patch} or {@code seq=data}. */
    static String told(Message message) {
        String text = switch (message) {
            case Message.Snapshot(var _, long seq, var document) -> seq + "=" + document.data();
            case Message.Patched(var _, long seq, var patch, var _, var _, var _) -> seq + ":" + patch;
        };
        return text.replace('"', '\'');
    }

    static List<String> told(List<Message> messages) {
        return messages.stream().map(TestStates::told).toList();
    }

    static JsonNode json(String text) {
        return StrictJson.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    static Refusal refusal(Executable call) {
        return assertThrows(Refusal.class, call);
    }
}
