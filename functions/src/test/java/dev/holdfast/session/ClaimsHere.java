package dev.holdfast.session;

import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.activity.ProjectRef;
import dev.holdfast.json.Fields;
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
import dev.holdfast.table.Shards;
import dev.holdfast.table.Table;
import dev.holdfast.table.TestStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.Executable;

/** The claims of one registered project, as one instance has them. */
final class ClaimsHere {
    static final Shards SHARDS = new Shards(2);
    static final ClaimSelection ALL = new ClaimSelection.All();

    final Table table;
    final Clock clock;
    final Queue queue;
    final Registry registry;
    final ClaimSessions sessions;
    final Claims claims;
    final ProjectRef owner;
    Duration lease = ClaimRequest.DEFAULT_LEASE;
    Budget budget = budget();

    /** An instance over an empty table, with a registered project. */
    ClaimsHere(Clock clock) {
        this(TestStore.table(), clock, null);
    }

    ClaimsHere(Table table, Clock clock, @Nullable ProjectRef owner) {
        this.table = table;
        this.clock = clock;
        this.queue = new Queue(table, TestKeysets.sealing(), SHARDS, Wake.NONE, clock);
        this.registry = Registry.over(table, new Cursors(table), TestKeysets.sealing(), queue, clock);
        this.sessions = new ClaimSessions(table, clock);
        this.claims =
                new Claims(table, TestKeysets.sealing(), SHARDS, sessions, registry.resolve(), queue.wake(), clock);
        this.owner = owner == null ? register() : owner;
    }

    /** Another instance over the same table: with its own caches, and perhaps another clock. */
    ClaimsHere other(Clock otherClock) {
        return other(table, otherClock);
    }

    ClaimsHere other(Table seen, Clock otherClock) {
        return new ClaimsHere(seen, otherClock, owner);
    }

    private ProjectRef register() {
        var project = registry.register()
                .apply(
                        call(),
                        Registration.read(
                                Fields.of(JsonNodeFactory.instance
                                        .objectNode()
                                        .put("local_project_uuid", "3f2b8c1e-6d4a-4f0e-9b7c-2a1d5e8f9c3b")
                                        .put("project_name", "kelp")
                                        .put("machine_uuid", "00000000-0000-4000-8000-00000000000a")),
                                null))
                .project();
        return new ProjectRef(
                "acme",
                project.cloudUuid(),
                registry.resolve().byCloudUuid(call(), project.cloudUuid()).incarnation());
    }

    static Budget budget() {
        return TestStore.budget(Duration.ofSeconds(25));
    }

    Call call() {
        return call(Operation.unkeyed());
    }

    Call keyed(String key, String request) {
        return call(Operation.keyed("tester", key, request.getBytes(StandardCharsets.UTF_8)));
    }

    private Call call(Operation operation) {
        budget = budget();
        return new Call(new Caller("acme", "tester", Set.of()), operation, budget);
    }

    /** Sessions that live for an hour without a touch. */
    void open(String... ids) {
        Stream.of(ids).forEach(id -> sessions.open(budget(), owner, id, Duration.ofHours(1)));
    }

    void end(String session) {
        sessions.end(budget(), owner, session);
    }

    List<Claim> exclusive(String session, Target... targets) {
        return acquire(call(), session, ClaimMode.EXCLUSIVE, targets);
    }

    List<Claim> shared(String session, Target... targets) {
        return acquire(call(), session, ClaimMode.SHARED, targets);
    }

    List<Claim> acquire(Call call, String session, ClaimMode mode, Target... targets) {
        return claims.acquire(call, owner, new ClaimRequest(session, List.of(targets), mode, lease, null));
    }

    List<Claim> renew(String session, ClaimSelection which, Duration longer) {
        return claims.renew(call(), owner, session, which, longer);
    }

    List<Claim> release(String session, ClaimSelection which) {
        return claims.release(call(), owner, session, which);
    }

    List<Claims.Held> list() {
        budget = budget();
        return claims.list(budget, owner);
    }

    /** Who holds what, in short. */
    List<String> held() {
        return list().stream()
                .map(it -> it.claim().sessionId() + " "
                        + it.claim().target().pattern().text())
                .toList();
    }

    static ClaimSelection ids(List<Claim> claims) {
        return new ClaimSelection.Ids(claims.stream().map(Claim::id).collect(java.util.stream.Collectors.toSet()));
    }

    static Refusal refused(Executable call) {
        return assertThrows(Refusal.class, call);
    }
}
