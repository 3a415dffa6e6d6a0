package dev.holdfast.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.table.Budget.Consumption;
import dev.holdfast.testkit.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Store calls, read units and write units of each call, a look at the session (one call, one read unit) included. */
class ClaimCostTest {
    private final SettableClock clock = new SettableClock();
    private final ClaimsHere one = new ClaimsHere(clock);
    private final ClaimsHere two = one.other(clock);
    private final Target file = Target.path("src/A.java");

    @BeforeEach
    void openSessions() {
        one.open("s1", "s2");
        one.exclusive("s1", Target.path("docs/"));
        two.list();
    }

    @Test
    void the_last_writer_grants_with_one_append_of_one_unit() {
        one.exclusive("s1", file);
        assertEquals(new Consumption(2, 1, 1), one.budget.consumed());
    }

    @Test
    void another_instance_that_knows_the_log_grants_with_one_append() {
        two.exclusive("s2", file);
        assertEquals(new Consumption(2, 1, 1), two.budget.consumed());
    }

    @Test
    void a_grant_with_a_key_has_its_base_read_and_pinned_before() {
        one.acquire(one.keyed("k", "r"), "s1", ClaimMode.EXCLUSIVE, file);
        assertEquals(new Consumption(4, 2, 2), one.budget.consumed());
    }

    @Test
    void a_renewal_is_one_append_of_one_unit() {
        clock.advance(Duration.ofSeconds(1));
        one.renew("s1", ClaimsHere.ALL, Duration.ofMinutes(5));
        assertEquals(new Consumption(2, 1, 1), one.budget.consumed());
    }

    @Test
    void a_release_is_one_append_that_falls_due() {
        one.release("s1", ClaimsHere.ALL);
        assertEquals(new Consumption(2, 1, 2), one.budget.consumed());
    }

    @Test
    void a_refusal_reads_the_newest_entry_and_the_holders() {
        ClaimsHere.refused(() -> two.exclusive("s2", Target.glob("**")));
        assertEquals(new Consumption(3, 3, 0), two.budget.consumed());
    }

    @Test
    void taking_over_from_the_dead_is_one_append_that_falls_due() {
        clock.advance(ClaimRequest.DEFAULT_LEASE.plusSeconds(2));
        two.exclusive("s2", Target.path("docs/"));
        assertEquals(new Consumption(2, 1, 2), two.budget.consumed());
    }

    @Test
    void taking_over_from_a_closed_session_takes_two_reads_more() {
        one.end("s1");
        two.exclusive("s2", Target.path("docs/"));
        assertEquals(new Consumption(4, 3, 2), two.budget.consumed());
    }

    @Test
    void a_warm_list_is_one_call_and_one_for_all_holders() {
        two.list();
        assertEquals(new Consumption(2, 2, 0), two.budget.consumed());
        one.release("s1", ClaimsHere.ALL);
        two.list();
        two.list();
        assertEquals(new Consumption(1, 1, 0), two.budget.consumed());
    }

    @Test
    void a_hundred_paths_are_granted_with_one_append() {
        Target[] paths = java.util.stream.IntStream.range(0, 100)
                .mapToObj(i -> Target.path("src/main/java/dev/holdfast/File" + i + ".java"))
                .toArray(Target[]::new);
        one.exclusive("s1", paths);
        assertEquals(2, one.budget.consumed().calls());
        assertTrue(one.budget.consumed().writeUnits() <= 3, one.budget.consumed()::toString);
    }
}
