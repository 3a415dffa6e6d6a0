package dev.holdfast.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One second before a deadline a holder is alive, from the deadline on it is gone, and two seconds later replaced. */
class ClaimDeadlineTest {
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final SettableClock clock = new SettableClock();
    private final ClaimsHere one = new ClaimsHere(clock);
    private final ClaimsHere two = one.other(clock);
    private final Target file = Target.path("src/A.java");

    @BeforeEach
    void openSessions() {
        one.open("s1", "s2");
        one.lease = LEASE;
    }

    @Test
    void a_second_before_its_lease_ends_a_claim_is_held_and_can_be_renewed() {
        one.exclusive("s1", file);
        clock.advance(LEASE.minusSeconds(1));
        assertEquals(List.of("s1 src/A.java"), two.held());
        assertEquals(1, two.list().getFirst().remainingSecs());
        assertEquals(Reason.CLAIM_CONFLICT, reason(() -> two.exclusive("s2", file)));
        assertEquals(
                clock.instant().plus(LEASE),
                two.renew("s1", ClaimsHere.ALL, LEASE).getFirst().leaseUntil());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void from_its_end_on_it_is_gone_but_nobody_gets_it_yet(int later) {
        List<Claim> granted = one.exclusive("s1", file);
        clock.advance(LEASE.plusSeconds(later));
        assertEquals(List.of(), two.held());
        assertEquals(Reason.CLAIM_LOST, reason(() -> one.renew("s1", ClaimsHere.ids(granted), LEASE)));
        assertEquals(List.of(), one.renew("s1", ClaimsHere.ALL, LEASE));
        Refusal refused = ClaimsHere.refused(() -> two.exclusive("s2", file));
        assertEquals(Reason.CLAIM_CONFLICT, refused.reason());
        assertEquals(
                0L,
                ((Map<?, ?>) ((List<?>) java.util.Objects.requireNonNull(
                                        refused.facts().get("holders")))
                                .getFirst())
                        .get("remaining_secs"));
    }

    @Test
    void two_seconds_after_its_end_a_rival_gets_it() {
        List<Claim> granted = one.exclusive("s1", file);
        clock.advance(LEASE.plusSeconds(2));
        assertEquals(2, two.exclusive("s2", file).getFirst().token());
        assertEquals(Reason.CLAIM_LOST, reason(() -> one.renew("s1", ClaimsHere.ids(granted), LEASE)));
        assertEquals(List.of(), one.release("s1", ClaimsHere.ALL));
        assertEquals(List.of("s2 src/A.java"), one.held());
    }

    @Test
    void an_instance_whose_clock_goes_a_second_before_waits_for_the_other() {
        one.exclusive("s1", file);
        ClaimsHere early = one.other(clock.ahead(Duration.ofSeconds(1)));
        clock.advance(LEASE);
        assertEquals(Reason.CLAIM_CONFLICT, reason(() -> early.exclusive("s2", file)));
        clock.advance(Duration.ofSeconds(1));
        early.exclusive("s2", file);
    }

    @Test
    void its_holder_may_take_it_again_while_nobody_else_has() {
        Claim first = one.exclusive("s1", file).getFirst();
        clock.advance(LEASE.plusSeconds(1));
        Claim again = one.exclusive("s1", file).getFirst();
        assertEquals(first.id(), again.id());
        assertEquals(2, again.token());
        clock.advance(LEASE.plusSeconds(2));
        assertEquals("3-0", one.exclusive("s1", file).getFirst().id());
        assertEquals(1, one.list().size());
    }

    @Test
    void an_idle_session_loses_its_claims_at_its_deadline() {
        one.sessions.open(ClaimsHere.budget(), one.owner, "idle", LEASE);
        one.lease = Duration.ofHours(1);
        one.exclusive("idle", file);
        clock.advance(LEASE.minusSeconds(1));
        assertEquals(List.of("idle src/A.java"), two.held());
        clock.advance(Duration.ofSeconds(1));
        assertEquals(List.of(), two.held());
        assertEquals(Reason.SESSION_NOT_ACTIVE, reason(() -> one.renew("idle", ClaimsHere.ALL, LEASE)));
        clock.advance(Duration.ofSeconds(1));
        assertEquals(Reason.CLAIM_CONFLICT, reason(() -> two.exclusive("s2", file)));
        clock.advance(Duration.ofSeconds(1));
        two.exclusive("s2", file);
    }

    @Test
    void a_session_whose_deadline_was_brought_forward_is_expired_before_a_rival_gets_its_claims() {
        one.lease = Duration.ofHours(1);
        one.exclusive("s1", file);
        one.sessions.shorten(
                ClaimsHere.budget(), one.owner, "s1", clock.instant().plus(LEASE));
        clock.advance(LEASE);
        assertEquals(List.of(), two.held());
        clock.advance(Duration.ofSeconds(1));
        assertEquals(Reason.CLAIM_CONFLICT, reason(() -> two.exclusive("s2", file)));
        clock.advance(Duration.ofSeconds(1));
        two.exclusive("s2", file);
        Refusal refused = ClaimsHere.refused(() -> one.exclusive("s1", Target.path("x")));
        assertEquals(Map.of("state", "expired"), refused.facts());
    }

    @Test
    void a_lapsed_claim_that_nobody_wants_goes_with_the_next_grant() {
        one.exclusive("s1", file);
        clock.advance(LEASE.plusSeconds(2));
        two.exclusive("s2", Target.path("x"));
        var log = new dev.holdfast.log.Log<>(
                one.table, dev.holdfast.security.TestKeysets.sealing(), new ClaimsFold(), ClaimsHere.SHARDS, clock);
        assertEquals(
                1,
                log.read(ClaimsHere.budget(), ClaimLogs.name(one.owner))
                        .openState()
                        .claims()
                        .size());
    }

    private static Reason reason(org.junit.jupiter.api.function.Executable call) {
        return ClaimsHere.refused(call).reason();
    }
}
