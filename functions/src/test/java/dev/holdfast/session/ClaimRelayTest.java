package dev.holdfast.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.activity.Deliveries;
import dev.holdfast.activity.Trigger;
import dev.holdfast.activity.Triggers;
import dev.holdfast.activity.WebhookSecret;
import dev.holdfast.json.StrictJson;
import dev.holdfast.queue.Drain;
import dev.holdfast.queue.Job;
import dev.holdfast.queue.JobHandler;
import dev.holdfast.queue.Lease;
import dev.holdfast.queue.Outcome;
import dev.holdfast.security.Operation;
import dev.holdfast.security.TestKeysets;
import dev.holdfast.table.Item;
import dev.holdfast.table.Query;
import dev.holdfast.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who waits for a claim is told once, when it ends; and what need not be kept goes. */
class ClaimRelayTest {
    private final SettableClock clock = new SettableClock();
    private final ClaimsHere one = new ClaimsHere(clock);
    private final Triggers triggers = new Triggers(one.table, TestKeysets.sealing());
    private final RelayClaims relay = one.claims.relay(triggers, one.queue.enqueue());
    private final Receiver receiver = new Receiver();
    private final Drain drain = one.queue.drain(List.of(receiver), List.of(relay), new Random(1));
    private final Target file = Target.symbol("src/A.java", "A.run");

    private static final class Receiver implements JobHandler {
        private final List<JsonNode> bodies = new ArrayList<>();

        @Override
        public String kind() {
            return Deliveries.KIND;
        }

        @Override
        public synchronized Outcome run(Job job, Lease lease) {
            bodies.add(StrictJson.parse(job.payload()).path("body"));
            return new Outcome.Done();
        }
    }

    @BeforeEach
    void openSessions() {
        one.open("s1", "s2");
    }

    @Test
    void a_release_is_told_to_those_who_wait_for_it_once() {
        trigger("released", RelayClaims.RELEASED);
        trigger("all", "claim.*");
        trigger("other", "session.opened");
        one.exclusive("s1", file);
        one.renew("s1", ClaimsHere.ALL, Duration.ofHours(1));
        assertEquals(0, drain());
        one.release("s1", ClaimsHere.ALL);
        assertEquals(1, drain());
        assertEquals(0, drain());
        assertEquals(2, receiver.bodies.size());
        JsonNode event = receiver.bodies.getFirst().path("event");
        assertEquals(
                "{\"id\":\"claims-3\",\"at\":\"2036-03-01T10:00:00.000Z\",\"type\":\"claim.released\",\"actor\":\"tester\","
                        + "\"action\":\"release\",\"status\":\"ok\",\"details\":{\"claims\":[{\"claim_id\":\"1-0\","
                        + "\"session_id\":\"s1\",\"mode\":\"exclusive\",\"token\":1,\"reason\":\"released\",\"target\":"
                        + "{\"path\":\"src/A.java\",\"symbol\":\"A.run\"}}],\"omitted\":0}}",
                event.toString());
    }

    @Test
    void the_end_of_a_session_and_a_takeover_are_told_too() {
        trigger("released", RelayClaims.RELEASED);
        one.exclusive("s1", file);
        one.end("s1");
        one.claims.releaseAll(one.call(), one.owner, "s1");
        one.exclusive("s2", file);
        clock.advance(ClaimRequest.DEFAULT_LEASE.plusSeconds(2));
        one.exclusive("s2", Target.path("x"));
        assertEquals(2, drain());
        assertEquals(List.of("session_ended", "lapsed"), reasons());
    }

    @Test
    void where_nobody_waits_nothing_is_put_in_and_nothing_stays_due() {
        one.exclusive("s1", file);
        one.release("s1", ClaimsHere.ALL);
        assertEquals(1, drain());
        assertEquals(0, drain());
        assertEquals(List.of(), receiver.bodies);
    }

    @Test
    void an_event_tells_of_so_many_claims_as_fit() {
        trigger("released", RelayClaims.RELEASED);
        Target[] paths = java.util.stream.IntStream.range(100, 200)
                .mapToObj(i -> Target.path(i + "x".repeat(990)))
                .toArray(Target[]::new);
        one.exclusive("s1", paths);
        one.release("s1", ClaimsHere.ALL);
        drain();
        JsonNode details = receiver.bodies.getFirst().path("event").path("details");
        int told = details.path("claims").size();
        assertTrue(told > 20 && told < 100);
        assertEquals(100 - told, details.path("omitted").intValue());
    }

    @Test
    void history_goes_after_a_day_and_the_claims_stay() {
        for (int i = 0; i < 60; i++) {
            one.exclusive("s1", file, Target.path("src/" + i));
            one.release("s1", ClaimsHere.ALL);
        }
        drain();
        int before = items();
        clock.advance(Duration.ofDays(2));
        one.open("s3");
        one.exclusive("s3", file);
        List<Claims.Held> held = one.list();
        sweep();
        assertTrue(items() < before / 2, items() + " of " + before);
        assertEquals(held, one.other(clock).list());
        assertEquals(122, one.other(clock).exclusive("s3", file).getFirst().token());
    }

    private int items() {
        return dev.holdfast.table.TestStore.partition(
                        one.table, Claims.partitions(one.owner).getFirst())
                .size();
    }

    private void sweep() {
        int swept = 0;
        for (String shard : ClaimsHere.SHARDS.all()) {
            for (Item row : one.table
                    .query(ClaimsHere.budget(), Query.due(shard, clock.instant(), 100))
                    .items()) {
                if (Claims.owns(row.key())) {
                    assertFalse(relay.owns(row.key()));
                    one.claims.sweep(ClaimsHere.budget(), row.key());
                    swept++;
                }
            }
        }
        assertEquals(1, swept);
    }

    private List<String> reasons() {
        return receiver.bodies.stream()
                .map(body -> body.at("/event/details/claims/0/reason").textValue())
                .toList();
    }

    private int drain() {
        return drain.apply(ClaimsHere.budget(), "test", Drain.ShardRange.ALL).relayed();
    }

    private void trigger(String id, String event) {
        Trigger trigger = new Trigger(
                id,
                null,
                List.of(event),
                "https://example.org/hook",
                WebhookSecret.generate(),
                "tester",
                clock.instant(),
                null,
                null,
                null);
        triggers.put(ClaimsHere.budget(), one.owner, trigger, Operation.unkeyed());
    }
}
