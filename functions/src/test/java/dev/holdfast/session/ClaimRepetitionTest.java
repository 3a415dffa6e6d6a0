package dev.holdfast.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.table.Table;
import dev.holdfast.table.TestStore;
import dev.holdfast.testkit.Fault;
import dev.holdfast.testkit.FaultInjector;
import dev.holdfast.testkit.FaultPlan;
import dev.holdfast.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same call sent again has one effect and its first answer. */
class ClaimRepetitionTest {
    private final SettableClock clock = new SettableClock();
    private final String name = "t" + UUID.randomUUID();
    private final ClaimsHere one = new ClaimsHere(TestStore.table(TestStore.endpoint(), name), clock, null);
    private final ClaimsHere two = one.other(clock);
    private final Target file = Target.path("src/A.java");

    @BeforeEach
    void openSessions() {
        one.open("s1", "s2");
    }

    @Test
    void a_repeated_grant_has_its_first_answer() {
        List<Claim> first = one.acquire(one.keyed("k", "r"), "s1", ClaimMode.EXCLUSIVE, file);
        clock.advance(Duration.ofSeconds(20));
        one.renew("s1", ClaimsHere.ALL, Duration.ofHours(1));
        assertEquals(first, two.acquire(two.keyed("k", "r"), "s1", ClaimMode.EXCLUSIVE, file));
        assertEquals(1, one.list().size());
        assertEquals(
                Reason.OPERATION_REUSED,
                ClaimsHere.refused(() -> two.acquire(two.keyed("k", "other"), "s1", ClaimMode.EXCLUSIVE, file))
                        .reason());
    }

    @Test
    void it_has_it_also_after_its_session_has_ended_or_others_took_over() {
        List<Claim> first = one.acquire(one.keyed("k", "r"), "s1", ClaimMode.EXCLUSIVE, file);
        one.end("s1");
        two.exclusive("s2", file);
        assertEquals(first, two.acquire(two.keyed("k", "r"), "s1", ClaimMode.EXCLUSIVE, file));
        assertEquals(List.of("s2 src/A.java"), one.held());
        assertEquals(
                Reason.SESSION_NOT_ACTIVE,
                ClaimsHere.refused(() -> one.acquire(one.keyed("l", "r"), "s1", ClaimMode.EXCLUSIVE, file))
                        .reason());
    }

    @Test
    void a_repeated_release_does_not_free_what_was_claimed_since() {
        List<Claim> first = one.exclusive("s1", file);
        assertEquals(first, one.claims.release(one.keyed("k", "r"), one.owner, "s1", ClaimsHere.ALL));
        one.exclusive("s1", file);
        assertEquals(first, two.claims.release(two.keyed("k", "r"), two.owner, "s1", ClaimsHere.ALL));
        assertEquals(List.of("s1 src/A.java"), two.held());
    }

    @Test
    void a_repeated_renewal_has_its_first_answer() {
        one.exclusive("s1", file);
        List<Claim> first =
                one.claims.renew(one.keyed("k", "r"), one.owner, "s1", ClaimsHere.ALL, Duration.ofMinutes(10));
        clock.advance(Duration.ofSeconds(20));
        assertEquals(
                first, two.claims.renew(two.keyed("k", "r"), two.owner, "s1", ClaimsHere.ALL, Duration.ofMinutes(10)));
    }

    @Test
    void a_first_grant_that_failed_is_made_later_in_a_log_that_another_opened() {
        try (FaultInjector faults = FaultInjector.between(TestStore.endpoint(), FaultPlan.none(), 1)) {
            ClaimsHere hasty = one.other(new Table(TestStore.clientWithoutRetries(faults.endpoint()), name), clock);
            faults.failNext(
                    Fault.RESET_BEFORE_APPLY,
                    request -> request.operation().equals("PutItem")
                            && request.body().contains("\"e#"));
            Refusal failed =
                    ClaimsHere.refused(() -> hasty.acquire(hasty.keyed("k", "r"), "s1", ClaimMode.EXCLUSIVE, file));
            assertEquals(Reason.UNAVAILABLE, failed.reason());
        }
        two.exclusive("s2", Target.path("x"));
        List<Claim> granted = one.acquire(one.keyed("k", "r"), "s1", ClaimMode.EXCLUSIVE, file);
        assertEquals(2, granted.getFirst().token());
        assertEquals(granted, two.acquire(two.keyed("k", "r"), "s1", ClaimMode.EXCLUSIVE, file));
    }

    @Test
    void a_grant_whose_reply_was_lost_is_found() {
        try (FaultInjector faults = FaultInjector.between(TestStore.endpoint(), FaultPlan.none(), 1)) {
            ClaimsHere far = one.other(new Table(TestStore.client(faults.endpoint()), name), clock);
            faults.failNext(
                    Fault.REPLY_LOST_AFTER_APPLY,
                    request -> request.operation().equals("PutItem")
                            && request.body().contains("\"e#"));
            assertEquals(1, far.exclusive("s1", file).getFirst().token());
            assertEquals(1, faults.faults(Fault.REPLY_LOST_AFTER_APPLY));
        }
        assertEquals(1, two.list().size());
    }
}
