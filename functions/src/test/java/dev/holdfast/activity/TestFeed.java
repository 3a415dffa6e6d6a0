package dev.holdfast.activity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.StrictJson;
import dev.holdfast.queue.Wake;
import dev.holdfast.security.Call;
import dev.holdfast.security.Caller;
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
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** The feed of one project, as one instance has it, over a real table. JSON is written with single quotes. */
final class TestFeed {
    static final Shards SHARDS = new Shards(2);
    static final ProjectRef OWNER =
            new ProjectRef("acme", UUID.fromString("3f2b8c1e-6d4a-8f0e-9b7c-2a1d5e8f9c3b"), "inc1");

    final Feed feed;
    final Decisions decisions;
    final AtomicInteger woken = new AtomicInteger();
    private final PostEvent post;
    Budget budget = budget();

    TestFeed(Table table, Clock clock, Waking waking) {
        this.feed = new Feed(table, TestKeysets.sealing(), SHARDS, Duration.ofDays(90), clock);
        this.decisions = new Decisions(feed);
        Wake wake = woken::incrementAndGet;
        this.post = new PostEvent(table, feed, waking, wake, clock);
    }

    private static Budget budget() {
        return TestStore.budget(Duration.ofSeconds(20));
    }

    Event post(String body) {
        return post(Operation.unkeyed(), body);
    }

    Event post(String key, String body) {
        return post(Operation.keyed("ann", key, body.getBytes(StandardCharsets.UTF_8)), body);
    }

    private Event post(Operation operation, String body) {
        budget = budget();
        Call call = new Call(new Caller("acme", "ann", Set.of()), operation, budget);
        return post.apply(call, OWNER, PostedEvent.read(json(body)));
    }

    Event decide(String what, String about) {
        return post("{'type': 'decision', 'data': {'what': '" + what + "', 'why': 'so', " + about + "}}");
    }

    List<Event> events() {
        return newest(OWNER.events());
    }

    List<Event> newest(String partition) {
        budget = budget();
        return feed.newest(budget, partition, Span.ALWAYS, null, 100).events();
    }

    static ObjectNode json(String text) {
        return (ObjectNode) StrictJson.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
