package dev.holdfast.project;

import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.json.Fields;
import dev.holdfast.json.StrictJson;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.queue.Queue;
import dev.holdfast.queue.Wake;
import dev.holdfast.security.Call;
import dev.holdfast.security.Caller;
import dev.holdfast.security.Cursors;
import dev.holdfast.security.Operation;
import dev.holdfast.security.Scope;
import dev.holdfast.security.Sealing;
import dev.holdfast.security.TestKeysets;
import dev.holdfast.table.Shards;
import dev.holdfast.table.Table;
import dev.holdfast.table.TestStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.function.Executable;

/** A registry over a real table, with a clock that the test moves. */
final class TestRegistry {
    static final UUID MACHINE = UUID.fromString("00000000-0000-4000-8000-00000000000a");

    final SettableClock clock = new SettableClock();
    final String name;
    final Registry registry;

    TestRegistry() {
        this("t" + UUID.randomUUID());
    }

    private TestRegistry(String name) {
        this(name, TestStore.table(TestStore.endpoint(), name));
    }

    TestRegistry(String name, Table table) {
        this(name, table, TestKeysets.sealing());
    }

    TestRegistry(String name, Table table, Sealing sealing) {
        this.name = name;
        Queue queue = new Queue(table, sealing, new Shards(1), Wake.NONE, clock);
        registry = Registry.over(table, new Cursors(table), sealing, queue, clock);
    }

    /** Another instance on the same table, behind {@code endpoint}. */
    TestRegistry behind(URI endpoint) {
        return new TestRegistry(name, new Table(TestStore.client(endpoint), name));
    }

    /** As {@link #behind}, but gives up at the first fault. */
    TestRegistry withoutRetriesBehind(URI endpoint) {
        return new TestRegistry(name, new Table(TestStore.clientWithoutRetries(endpoint), name));
    }

    Call call() {
        return call("acme");
    }

    Call call(String tenant) {
        return call(tenant, Operation.unkeyed());
    }

    Call keyed(String key) {
        return keyed(key, "{}");
    }

    /** A call that the caller named; the same key is the same operation. */
    Call keyed(String key, String request) {
        return keyed("acme", key, request);
    }

    Call keyed(String tenant, String key, String request) {
        return call(tenant, Operation.keyed("tester", key, request.getBytes(StandardCharsets.UTF_8)));
    }

    private static Call call(String tenant, Operation operation) {
        Caller caller = new Caller(tenant, "tester", Set.of(Scope.values()));
        return new Call(caller, operation, TestStore.budget(Duration.ofSeconds(20)));
    }

    Project edit(Call call, UUID cloud, String json) {
        return registry.change().edit(call, cloud, edit(json), null);
    }

    void delete(Call call, UUID cloud) {
        registry.delete().apply(call, cloud, null);
    }

    Project resolve(UUID local) {
        return registry.resolve().byLocalUuid(call(), local);
    }

    Status status(UUID local) {
        return resolve(local).listing().status();
    }

    static ProjectEdit edit(String json) {
        return ProjectEdit.read(Fields.of(parse(json)));
    }

    /** What is wrong with the items of the whole table; empty when nothing is left over or half done. */
    List<String> problems() {
        return new StoredItems(TestStore.scan(name)).problems();
    }

    Registered register(String json) {
        return registry.register().apply(call(), registration(json));
    }

    /** Single quotes stand for double ones; the machine is {@link #MACHINE} unless named. */
    static Registration registration(String json) {
        return Registration.read(Fields.of(parse(json)), MACHINE);
    }

    private static JsonNode parse(String json) {
        return StrictJson.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    static Sync.Entry entry(String json) {
        return new Sync.Entry.Valid(registration(json));
    }

    static Reason refusal(Executable call) {
        return assertThrows(Refusal.class, call).reason();
    }

    static String childOf(UUID parent) {
        return "'parent_project_uuid': '" + parent + "'";
    }

    static String project(UUID local, String more) {
        return "{'local_project_uuid': '%s', 'project_name': 'kelp'%s}"
                .formatted(local, more.isEmpty() ? "" : ", " + more);
    }

    static final class SettableClock extends Clock {
        private volatile Instant now = Instant.parse("2036-03-01T10:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new IllegalStateException("one zone is enough");
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
