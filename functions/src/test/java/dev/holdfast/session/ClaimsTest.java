package dev.holdfast.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClaimsTest {
    private final SettableClock clock = new SettableClock();
    private final ClaimsHere one = new ClaimsHere(clock);
    private final ClaimsHere two = one.other(clock);
    private final Target file = Target.path("src/A.java");
    private final Target sources = Target.glob("src/**/*.java");
    private final Target symbol = Target.symbol("src/A.java", "A.run");
    private final Target docs = Target.path("docs/");

    @BeforeEach
    void openSessions() {
        one.open("s1", "s2", "s3");
    }

    @Test
    void an_exclusive_claim_keeps_others_out_of_all_that_overlaps() {
        one.exclusive("s1", sources);
        for (Target target : List.of(file, sources, symbol, Target.path("src/"))) {
            assertEquals(
                    Reason.CLAIM_CONFLICT,
                    ClaimsHere.refused(() -> two.shared("s2", target)).reason());
        }
        two.exclusive("s2", docs, Target.path("src/A.kt"));
        assertEquals(List.of("s1 src/**/*.java", "s2 docs/", "s2 src/A.kt"), one.held());
    }

    @Test
    void a_refusal_names_every_holder_with_intent_and_time_left() {
        one.shared("s1", file);
        clock.advance(Duration.ofMillis(1_500));
        two.claims.acquire(
                two.call(),
                two.owner,
                new ClaimRequest("s2", List.of(sources), ClaimMode.SHARED, Duration.ofMinutes(1), "rename A"));
        Refusal refused = ClaimsHere.refused(() -> one.exclusive("s3", symbol));
        assertEquals(Reason.CLAIM_CONFLICT, refused.reason());
        assertEquals(
                List.of(
                        Map.of(
                                "session_id", "s1",
                                "agent_name", "agent of s1",
                                "intent", "intent of s1",
                                "target", TargetJson.write(file),
                                "mode", "shared",
                                "remaining_secs", 299L,
                                "token", 1L),
                        Map.of(
                                "session_id", "s2",
                                "agent_name", "agent of s2",
                                "intent", "rename A",
                                "target", TargetJson.write(sources),
                                "mode", "shared",
                                "remaining_secs", 60L,
                                "token", 2L)),
                refused.facts().get("holders"));
    }

    @Test
    void many_share_and_none_of_them_becomes_exclusive_beside_others() {
        one.shared("s1", file);
        two.shared("s2", sources);
        assertEquals(
                Reason.CLAIM_CONFLICT,
                ClaimsHere.refused(() -> one.exclusive("s1", file)).reason());
        two.release("s2", ClaimsHere.ALL);
        Claim upgraded = one.exclusive("s1", file).getFirst();
        assertEquals(ClaimMode.EXCLUSIVE, upgraded.mode());
        assertEquals("1-0", upgraded.id());
        assertEquals(4, upgraded.token());
        assertEquals(List.of("s1 src/A.java"), two.held());
        assertEquals(
                Reason.CLAIM_CONFLICT,
                ClaimsHere.refused(() -> two.shared("s2", file)).reason());
    }

    @Test
    void an_exclusive_claim_that_is_asked_for_as_shared_stays_exclusive() {
        one.exclusive("s1", file);
        assertEquals(ClaimMode.EXCLUSIVE, one.shared("s1", file).getFirst().mode());
        assertEquals(
                Reason.CLAIM_CONFLICT,
                ClaimsHere.refused(() -> two.shared("s2", file)).reason());
    }

    @Test
    void a_set_is_granted_whole_or_not_at_all() {
        one.exclusive("s1", file);
        ClaimsHere.refused(() -> two.exclusive("s2", docs, file, Target.path("x")));
        assertEquals(List.of("s1 src/A.java"), two.held());
        List<Claim> granted = two.exclusive("s2", docs, Target.path("x"), docs);
        assertEquals(List.of("2-0", "2-1"), granted.stream().map(Claim::id).toList());
        assertEquals(Set.of(2L), Set.copyOf(granted.stream().map(Claim::token).toList()));
    }

    @Test
    void tokens_only_grow() {
        long last = 0;
        for (int i = 0; i < 6; i++) {
            ClaimsHere here = i % 2 == 0 ? one : two;
            String session = "s" + (1 + i % 3);
            long token = here.exclusive(session, file).getFirst().token();
            assertTrue(token > last);
            last = token;
            here.release(session, ClaimsHere.ALL);
        }
    }

    @Test
    void what_is_released_is_free_at_once_and_only_what_is_named() {
        List<Claim> granted = one.exclusive("s1", file, docs);
        List<Claim> first = granted.subList(0, 1);
        assertEquals(first, one.release("s1", ClaimsHere.ids(first)));
        assertEquals(List.of(), one.release("s1", ClaimsHere.ids(first)));
        two.exclusive("s2", sources);
        assertEquals(List.of("s1 docs/", "s2 src/**/*.java"), one.held());
    }

    @Test
    void nobody_releases_or_renews_the_claims_of_another() {
        List<Claim> granted = one.exclusive("s1", file);
        assertEquals(List.of(), two.release("s2", ClaimsHere.ids(granted)));
        Refusal lost = ClaimsHere.refused(() -> two.renew("s2", ClaimsHere.ids(granted), Duration.ofHours(1)));
        assertEquals(Reason.CLAIM_LOST, lost.reason());
        assertEquals(List.of("1-0"), lost.facts().get("claim_ids"));
        assertEquals(List.of("s1 src/A.java"), two.held());
    }

    @Test
    void the_claims_of_a_closed_session_are_free_at_once() {
        one.exclusive("s1", file);
        one.end("s1");
        assertEquals(List.of(), two.held());
        Claim taken = two.exclusive("s2", file).getFirst();
        assertEquals(2, taken.token());
        one.claims.releaseAll(one.call(), one.owner, "s1");
        assertEquals(List.of("s2 src/A.java"), one.held());
    }

    @Test
    void all_that_an_ended_session_held_is_freed_and_once() {
        List<Claim> granted = one.exclusive("s1", file, docs);
        one.end("s1");
        assertEquals(granted, two.claims.releaseAll(two.call(), two.owner, "s1"));
        assertEquals(List.of(), one.claims.releaseAll(one.call(), one.owner, "s1"));
        assertEquals(List.of(), one.claims.releaseAll(one.call(), one.owner, "s3"));
    }

    @Test
    void a_session_that_was_removed_holds_nothing() {
        one.open("gone");
        one.exclusive("gone", file);
        one.table.write(
                ClaimsHere.budget(),
                new dev.holdfast.table.Write.Delete(
                        new dev.holdfast.table.Key(one.owner.partition("sessions"), "gone"),
                        dev.holdfast.table.Condition.none()));
        two.exclusive("s2", file);
        assertEquals(List.of("s2 src/A.java"), one.held());
    }

    @Test
    void a_renewal_moves_the_end_of_the_lease_and_never_back() {
        List<Claim> granted = one.exclusive("s1", file, docs);
        Instant until = granted.getFirst().leaseUntil();
        assertEquals(clock.instant().plusSeconds(300), until);
        clock.advance(Duration.ofSeconds(100));
        List<Claim> longer = two.renew("s1", ClaimsHere.ids(granted.subList(0, 1)), Duration.ofMinutes(10));
        assertEquals(List.of(granted.getFirst().until(until.plusSeconds(400))), longer);
        assertEquals(granted.getFirst().token(), longer.getFirst().token());
        List<Claim> all = one.renew("s1", ClaimsHere.ALL, Duration.ofSeconds(10));
        assertEquals(List.of(longer.getFirst(), granted.getLast()), all);
    }

    @Test
    void no_lease_ends_after_its_session() {
        one.sessions.open(ClaimsHere.budget(), one.owner, "short", Duration.ofSeconds(40));
        Instant end = clock.instant().plusSeconds(40);
        Claim granted = one.exclusive("short", file).getFirst();
        assertEquals(end, granted.leaseUntil());
        clock.advance(Duration.ofSeconds(30));
        assertEquals(
                end.plusSeconds(30),
                one.renew("short", ClaimsHere.ALL, Duration.ofHours(1))
                        .getFirst()
                        .leaseUntil());
    }

    @Test
    void an_instance_that_starts_anew_finds_the_same_claims_and_deadlines() {
        List<Claim> granted = one.exclusive("s1", file, symbol, sources);
        one.shared("s2", docs);
        clock.advance(Duration.ofSeconds(7));
        List<Claims.Held> before = one.list();
        ClaimsHere restarted = one.other(clock);
        assertEquals(before, restarted.list());
        assertEquals(
                granted, before.subList(0, 3).stream().map(Claims.Held::claim).toList());
        assertEquals(293, before.getFirst().remainingSecs());
        assertEquals(3, restarted.exclusive("s3", Target.path("x")).getFirst().token());
    }

    @Test
    void each_project_has_its_own_claims() {
        ClaimsHere elsewhere = new ClaimsHere(clock);
        elsewhere.open("s1");
        elsewhere.exclusive("s1", file);
        one.exclusive("s2", file);
        assertEquals(List.of("s2 src/A.java"), two.held());
    }
}
