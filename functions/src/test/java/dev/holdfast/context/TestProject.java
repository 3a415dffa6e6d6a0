package dev.holdfast.context;

import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.activity.Event;
import dev.holdfast.activity.Feed;
import dev.holdfast.activity.PostEvent;
import dev.holdfast.activity.PostedEvent;
import dev.holdfast.activity.Span;
import dev.holdfast.activity.Triggers;
import dev.holdfast.activity.Waking;
import dev.holdfast.json.Fields;
import dev.holdfast.json.StrictJson;
import dev.holdfast.project.ProjectEdit;
import dev.holdfast.project.Registration;
import dev.holdfast.project.Registry;
import dev.holdfast.queue.Queue;
import dev.holdfast.queue.Wake;
import dev.holdfast.security.Call;
import dev.holdfast.security.Caller;
import dev.holdfast.security.Cursors;
import dev.holdfast.security.Operation;
import dev.holdfast.security.TestKeysets;
import dev.holdfast.state.Precondition;
import dev.holdfast.state.Save;
import dev.holdfast.state.States;
import dev.holdfast.state.StoreName;
import dev.holdfast.table.Budget;
import dev.holdfast.table.Shards;
import dev.holdfast.table.Table;
import dev.holdfast.table.TestStore;
import dev.holdfast.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A registered project with its feed over a real table, as one instance has it; every step is a second. */
final class TestProject {
    final SettableClock clock = new SettableClock();
    private final Table table = TestStore.table();
    private final Shards shards = new Shards(2);
    private final Cursors cursors = new Cursors(table);
    private final Queue queue = new Queue(table, TestKeysets.sealing(), shards, Wake.NONE, clock);
    private final Registry registry = Registry.over(table, cursors, TestKeysets.sealing(), queue, clock);
    final States states = States.over(
            table,
            registry.resolve(),
            TestKeysets.sealing(),
            shards,
            new Triggers(table, TestKeysets.sealing()),
            queue,
            clock);
    private final Feed feed = new Feed(table, TestKeysets.sealing(), shards, Duration.ofDays(90), clock);
    private final PostEvent post = new PostEvent(table, feed, Waking.NEVER, Wake.NONE, clock);
    final ActivityFeed activity = new ActivityFeed(registry, states, feed, cursors);
    Budget budget = TestStore.budget(Duration.ofSeconds(20));
    final UUID project = register();

    Call call() {
        budget = TestStore.budget(Duration.ofSeconds(20));
        return new Call(new Caller("acme", "ann", Set.of()), Operation.unkeyed(), budget);
    }

    static JsonNode json(String text) {
        return StrictJson.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    UUID register() {
        String local = UUID.randomUUID().toString();
        JsonNode wanted = json(
                "{'local_project_uuid': '" + local + "', 'project_name': 'kelp', 'machine_uuid': '" + local + "'}");
        Registration registration = Registration.read(Fields.of(wanted), null);
        return registry.register().apply(call(), registration).project().cloudUuid();
    }

    void rename(String name) {
        clock.advance(Duration.ofSeconds(1));
        registry.change()
                .edit(call(), project, ProjectEdit.read(Fields.of(json("{'project_name': '" + name + "'}"))), null);
    }

    void save(String store, String data) {
        save(store, data, new Precondition.Any());
    }

    void save(String store, String data, Precondition precondition) {
        clock.advance(Duration.ofSeconds(1));
        states.save()
                .apply(call(), project, new StoreName(store), new Save.Input(json(data), null, null), precondition);
    }

    Event post(String body) {
        clock.advance(Duration.ofSeconds(1));
        return post.apply(
                call(), registry.resolve().byCloudUuid(call(), project).ref(), PostedEvent.read(json(body)));
    }

    static ActivityFeedFilter filter(@Nullable String type, @Nullable String resource) {
        return new ActivityFeedFilter(type, null, resource, Span.ALWAYS);
    }

    List<Event> whole(ActivityFeedFilter filter) {
        ActivityFeed.Page page = activity.page(call(), project, filter, null, 100);
        assertNull(page.nextCursor());
        return page.events();
    }

    List<String> told(ActivityFeedFilter filter) {
        return whole(filter).stream()
                .map(event -> event.type() + " " + event.resource())
                .toList();
    }
}
