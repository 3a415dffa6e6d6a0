package dev.holdfast.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
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
import dev.holdfast.table.Budget.Consumption;
import dev.holdfast.table.Shards;
import dev.holdfast.table.Table;
import dev.holdfast.table.TestStore;
import dev.holdfast.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The feed of a project over a real table; every step is a second. */
class ActivityFeedTest {
    private final SettableClock clock = new SettableClock();
    private final Table table = TestStore.table();
    private final Shards shards = new Shards(2);
    private final Cursors cursors = new Cursors(table);
    private final Queue queue = new Queue(table, TestKeysets.sealing(), shards, Wake.NONE, clock);
    private final Registry registry = Registry.over(table, cursors, TestKeysets.sealing(), queue, clock);
    private final States states = States.over(
            table,
            registry.resolve(),
            TestKeysets.sealing(),
            shards,
            new Triggers(table, TestKeysets.sealing()),
            queue,
            clock);
    private final Feed feed = new Feed(table, TestKeysets.sealing(), shards, Duration.ofDays(90), clock);
    private final PostEvent post = new PostEvent(table, feed, Waking.NEVER, Wake.NONE, clock);
    private final ActivityFeed activity = new ActivityFeed(registry, states, feed, cursors);
    private Budget budget = TestStore.budget(Duration.ofSeconds(20));
    private final UUID project = register();

    private Call call() {
        budget = TestStore.budget(Duration.ofSeconds(20));
        return new Call(new Caller("acme", "ann", Set.of()), Operation.unkeyed(), budget);
    }

    private static JsonNode json(String text) {
        return StrictJson.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private UUID register() {
        String local = UUID.randomUUID().toString();
        JsonNode wanted = json(
                "{'local_project_uuid': '" + local + "', 'project_name': 'kelp', 'machine_uuid': '" + local + "'}");
        Registration registration = Registration.read(Fields.of(wanted), null);
        return registry.register().apply(call(), registration).project().cloudUuid();
    }

    private void rename(String name) {
        clock.advance(Duration.ofSeconds(1));
        registry.change()
                .edit(call(), project, ProjectEdit.read(Fields.of(json("{'project_name': '" + name + "'}"))), null);
    }

    private void save(String store, String data) {
        save(store, data, new Precondition.Any());
    }

    private void save(String store, String data, Precondition precondition) {
        clock.advance(Duration.ofSeconds(1));
        states.save()
                .apply(call(), project, new StoreName(store), new Save.Input(json(data), null, null), precondition);
    }

    private Event post(String body) {
        clock.advance(Duration.ofSeconds(1));
        return post.apply(
                call(), registry.resolve().byCloudUuid(call(), project).ref(), PostedEvent.read(json(body)));
    }

    private static ActivityFeedFilter filter(@Nullable String type, @Nullable String resource) {
        return new ActivityFeedFilter(type, null, resource, Span.ALWAYS);
    }

    private List<Event> whole(ActivityFeedFilter filter) {
        ActivityFeed.Page page = activity.page(call(), project, filter, null, 100);
        assertNull(page.nextCursor());
        return page.events();
    }

    private List<String> told(ActivityFeedFilter filter) {
        return whole(filter).stream()
                .map(event -> event.type() + " " + event.resource())
                .toList();
    }

    private void someHistory() {
        save("plan", "{'a': 1}");
        post("{'type': 'note', 'source': 'ci'}");
        save("notes", "[]");
        rename("wrack");
        post("{'type': 'decision', 'data': {'what': 'x', 'why': 'y', 'path': 'src'}}");
        save("plan", "{'a': 2}");
        clock.advance(Duration.ofSeconds(1));
        states.delete().apply(call(), project, new StoreName("notes"), new Precondition.Any());
        save("notes", "[1]", new Precondition.Absent());
    }

    @Test
    void every_source_is_in_the_feed_newest_first() {
        someHistory();
        assertEquals(
                List.of(
                        "state.created state/notes",
                        "state.closed state/notes",
                        "state.changed state/plan",
                        "decision src",
                        "project.updated project",
                        "state.created state/notes",
                        "note ci",
                        "state.created state/plan",
                        "project.created project"),
                told(filter(null, null)));
        List<Event> plan = whole(filter(null, "state/plan"));
        assertEquals(
                "{\"seq\":2,\"schema_version\":\"1.0.0\",\"paths\":[\"/a\"]}",
                plan.getFirst().details().toString());
        assertEquals("plan:2", plan.getFirst().id());
        Event closed = whole(filter("state.closed", null)).getFirst();
        assertEquals("deleted", closed.details().path("reason").textValue());
        assertEquals(
                "[\"project_name\"]",
                whole(filter("project.updated", null))
                        .getFirst()
                        .details()
                        .path("changed")
                        .toString());
    }

    @Test
    void filters_choose_by_type_actor_resource_and_time() {
        someHistory();
        assertEquals(List.of("decision src"), told(filter("decision", null)));
        assertEquals(List.of("note ci"), told(filter(null, "ci")));
        assertEquals(5, told(filter("state.*", null)).size());
        assertEquals(2, told(filter("project.*", null)).size());
        assertEquals(List.of(), told(filter("state", null)));
        assertEquals(List.of(), told(filter(null, "state/no such store")));
        assertEquals(
                9, whole(new ActivityFeedFilter(null, "ann", null, Span.ALWAYS)).size());
        assertEquals(List.of(), whole(new ActivityFeedFilter(null, "bob", null, Span.ALWAYS)));
        List<Event> all = whole(filter(null, null));
        Span middle = new Span(all.get(5).at(), all.get(2).at());
        assertEquals(all.subList(3, 6), whole(new ActivityFeedFilter(null, null, null, middle)));
    }

    @Test
    void a_deleted_store_is_told_of_when_it_is_asked_for() {
        save("plan", "{}");
        states.delete().apply(call(), project, new StoreName("plan"), new Precondition.Any());
        assertEquals(List.of("state.closed state/plan", "state.created state/plan"), told(filter(null, "state/plan")));
    }

    @Test
    void pages_of_any_length_are_the_whole_feed() {
        someHistory();
        List<Event> whole = whole(filter(null, null));
        for (int limit = 1; limit <= 6; limit++) {
            List<Event> paged = new ArrayList<>();
            String cursor = null;
            for (int pages = 0; pages == 0 || cursor != null; pages++) {
                assertTrue(pages < 20);
                ActivityFeed.Page page = activity.page(call(), project, filter(null, null), cursor, limit);
                paged.addAll(page.events());
                cursor = page.nextCursor();
                post("{'type': 'later'}");
            }
            assertEquals(whole, paged.stream().filter(whole::contains).toList());
            assertEquals(paged.size(), Set.copyOf(paged).size());
            whole = whole(filter(null, null));
        }
    }

    @Test
    void a_cursor_opens_for_its_own_filter_and_project_only() {
        someHistory();
        String cursor =
                activity.page(call(), project, filter(null, null), null, 3).nextCursor();
        Refusal refusal =
                assertThrows(Refusal.class, () -> activity.page(call(), project, filter("note", null), cursor, 3));
        assertEquals(Reason.INVALID_CURSOR, refusal.reason());
        UUID other = register();
        assertThrows(Refusal.class, () -> activity.page(call(), other, filter(null, null), cursor, 3));
    }

    @Test
    void only_sources_that_the_filter_lets_through_are_asked() {
        for (int i = 0; i < 10; i++) {
            save("store" + i, "{}");
        }
        assertCost(new Consumption(2, 2, 0), filter("decision", null));
        assertCost(new Consumption(2, 2, 0), filter("project.created", "store"));
        assertCost(new Consumption(2, 2, 0), filter("note", "state/store1"));
        assertCost(new Consumption(3, 3, 0), filter("state.*", "state/store1"));
        assertCost(new Consumption(15, 15, 0), filter(null, null));
    }

    private void assertCost(Consumption cost, ActivityFeedFilter filter) {
        activity.page(call(), project, filter, null, 100);
        assertEquals(cost, budget.consumed());
    }

    @Test
    void a_cursor_holds_the_positions_of_two_hundred_stores() {
        for (int i = 0; i < 200; i++) {
            save("store" + i, "{}");
            save("store" + i, "{'a': 1}");
        }
        List<Event> paged = new ArrayList<>();
        String cursor = null;
        for (int pages = 0; pages == 0 || cursor != null; pages++) {
            assertTrue(pages < 20);
            ActivityFeed.Page page = activity.page(call(), project, filter(null, null), cursor, 50);
            paged.addAll(page.events());
            cursor = page.nextCursor();
            assertTrue(cursor == null || cursor.length() <= 4_096, () -> "too long");
        }
        assertEquals(401, paged.size());
        assertEquals(401, Set.copyOf(paged).size());
    }
}
