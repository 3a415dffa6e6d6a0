package dev.holdfast.project;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.json.Fields;
import dev.holdfast.json.StrictJson;
import dev.holdfast.security.Call;
import dev.holdfast.security.Caller;
import dev.holdfast.security.Cursors;
import dev.holdfast.security.Operation;
import dev.holdfast.security.Scope;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Table;
import dev.holdfast.table.TestStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;

/** A registry over a real table, with a clock that the test moves. */
final class TestRegistry {
    static final UUID MACHINE = UUID.fromString("00000000-0000-4000-8000-00000000000a");

    final SettableClock clock = new SettableClock();
    final Registry registry;

    TestRegistry() {
        this(TestStore.table());
    }

    TestRegistry(Table table) {
        registry = Registry.over(table, new Cursors(table), clock);
    }

    Call call() {
        return call("acme");
    }

    Call call(String tenant) {
        return call(tenant, Operation.unkeyed());
    }

    /** A call that the caller named; the same key is the same operation. */
    Call keyed(String key, String request) {
        return call("acme", Operation.keyed("tester", key, request.getBytes(StandardCharsets.UTF_8)));
    }

    private Call call(String tenant, Operation operation) {
        Caller caller = new Caller(tenant, "tester", Set.of(Scope.values()));
        return new Call(
                caller, operation, new Budget(Clock.systemUTC(), Instant.now().plusSeconds(20)));
    }

    Registered register(String json) {
        return registry.register().apply(call(), registration(json));
    }

    /** Single quotes stand for double ones; the machine is {@link #MACHINE} unless named. */
    static Registration registration(String json) {
        JsonNode body = StrictJson.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        return Registration.read(Fields.of(body), MACHINE);
    }

    static String project(UUID local, String more) {
        return "{'local_project_uuid': '%s', 'project_name': 'kelp'%s}"
                .formatted(local, more.isEmpty() ? "" : ", " + more);
    }

    static final class SettableClock extends Clock {
        private volatile Instant now = Instant.parse("2026-03-01T10:00:00Z");

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
