package dev.holdfast.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.activity.ProjectRef;
import dev.holdfast.log.LogName;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.security.Call;
import dev.holdfast.table.Key;
import dev.holdfast.table.TestStore;
import dev.holdfast.testkit.SettableClock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is refused, and that nothing is left of it. */
class ClaimInputTest {
    private final SettableClock clock = new SettableClock();
    private final ClaimsHere one = new ClaimsHere(clock);
    private final Target file = Target.path("src/A.java");

    @Test
    void a_request_has_1_to_100_targets_and_a_lease_of_10_seconds_to_an_hour() {
        invalid("targets", () -> request(0, Duration.ofMinutes(1), null));
        invalid("targets", () -> request(101, Duration.ofMinutes(1), null));
        invalid("targets", () -> request(10_000, Duration.ofMinutes(1), null));
        invalid("lease_secs", () -> request(1, Duration.ofMillis(9_999), null));
        invalid("lease_secs", () -> request(1, Duration.ofMillis(3_600_001), null));
        invalid("intent", () -> request(1, Duration.ofMinutes(1), "x".repeat(501)));
        assertEquals(
                1,
                request(100, Duration.ofSeconds(10), "x".repeat(500)).targets().size());
        invalid("claim_ids", () -> new ClaimSelection.Ids(Set.of()));
        invalid(
                "claim_ids",
                () -> new ClaimSelection.Ids(
                        IntStream.range(0, 201).mapToObj(Integer::toString).collect(Collectors.toSet())));
        invalid("lease_secs", () -> one.renew("s1", ClaimsHere.ALL, Duration.ofSeconds(1)));
    }

    @Test
    void an_unknown_session_is_refused_in_every_call() {
        for (Runnable call : List.<Runnable>of(
                () -> one.exclusive("nobody", file),
                () -> one.renew("nobody", ClaimsHere.ALL, Duration.ofMinutes(1)),
                () -> one.release("nobody", ClaimsHere.ALL),
                () -> one.acquire(one.keyed("k", "r"), "nobody", ClaimMode.SHARED, file))) {
            assertEquals(Reason.SESSION_NOT_FOUND, ClaimsHere.refused(call::run).reason());
        }
        assertEquals(List.of(), one.list());
    }

    @Test
    void a_session_of_another_project_is_an_unknown_one() {
        ClaimsHere other = new ClaimsHere(clock);
        other.open("theirs");
        assertEquals(
                Reason.SESSION_NOT_FOUND,
                ClaimsHere.refused(() -> one.exclusive("theirs", file)).reason());
    }

    @Test
    void a_session_and_a_project_have_only_so_many_claims() {
        one.open("s0", "s1", "s2", "s3", "s4", "s5");
        Target[] targets =
                IntStream.range(0, 100).mapToObj(i -> Target.path("f" + i)).toArray(Target[]::new);
        for (int session = 0; session < 5; session++) {
            one.shared("s" + session, targets);
            one.shared(
                    "s" + session,
                    IntStream.range(100, 200)
                            .mapToObj(i -> Target.path("f" + i))
                            .toArray(Target[]::new));
        }
        for (String session : List.of("s0", "s5")) {
            Refusal refused = ClaimsHere.refused(() -> one.shared(session, Target.path("one more")));
            assertEquals(Reason.TOO_MANY_CLAIMS, refused.reason());
            assertEquals(Map.of("limit", session.equals("s0") ? 200 : 1_000), refused.facts());
        }
        assertEquals(100, one.shared("s0", targets).size());
        assertEquals(1_000, one.other(clock).list().size());
        one.release("s1", ClaimsHere.ALL);
        one.shared("s5", Target.path("one more"));
    }

    @Test
    void a_project_that_is_gone_has_no_claims_and_gets_none() {
        one.open("s1");
        one.exclusive("s1", file);
        ClaimsHere two = one.other(clock);
        assertEquals(1, two.list().size());
        one.claims.close(one.call(), one.owner);
        one.claims.close(one.call(), one.owner);
        assertEquals(Reason.PROJECT_NOT_FOUND, ClaimsHere.refused(two::list).reason());
        assertEquals(
                Reason.PROJECT_NOT_FOUND,
                ClaimsHere.refused(() -> two.exclusive("s1", file)).reason());
    }

    @Test
    void a_first_grant_in_a_project_that_was_registered_anew_meanwhile_is_taken_back() {
        ProjectRef before = new ProjectRef("acme", one.owner.project(), "earlier");
        one.sessions.open(ClaimsHere.budget(), before, "s1", Duration.ofHours(1));
        Call call = one.call();
        Refusal refused = ClaimsHere.refused(() -> one.claims.acquire(
                call, before, new ClaimRequest("s1", List.of(file), ClaimMode.SHARED, Duration.ofMinutes(1), null)));
        assertEquals(Reason.PROJECT_NOT_FOUND, refused.reason());
        assertEquals(
                Reason.PROJECT_NOT_FOUND,
                ClaimsHere.refused(() -> one.claims.list(ClaimsHere.budget(), before))
                        .reason());
    }

    @Test
    void a_store_that_is_called_claims_is_none_of_ours() {
        String project = "acme#" + one.owner.project() + ".i";
        assertTrue(Claims.owns(new Key(project + "#claims", "control")));
        assertTrue(Claims.owns(new Key(project + "#claims#chunks", "m#1")));
        assertFalse(Claims.owns(new Key(project + "#s#claims", "control")));
        assertFalse(Claims.owns(new Key(project + "#s#x#claims", "control")));
        assertFalse(ClaimLogs.isOne(new LogName("acme", one.owner.project() + ".i#claims#operations")));
    }

    @Test
    void all_that_claims_leave_stands_in_their_partitions() {
        one.open("s1");
        one.acquire(one.keyed("k", "r"), "s1", ClaimMode.EXCLUSIVE, file);
        assertEquals(
                3,
                Claims.partitions(one.owner).stream()
                        .mapToInt(partition ->
                                TestStore.partition(one.table, partition).size())
                        .sum());
    }

    private static ClaimRequest request(int targets, Duration lease, @org.jspecify.annotations.Nullable String intent) {
        return new ClaimRequest("s1", Collections.nCopies(targets, Target.path("a")), ClaimMode.SHARED, lease, intent);
    }

    private static void invalid(String field, org.junit.jupiter.api.function.Executable call) {
        Refusal refused = ClaimsHere.refused(call);
        assertEquals(Reason.INVALID_INPUT, refused.reason());
        assertTrue(String.valueOf(refused.facts().get("errors")).contains("field=" + field), refused.toString());
    }
}
