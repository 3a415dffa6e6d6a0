package dev.holdfast.context;

import static dev.holdfast.context.TestProject.filter;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.activity.Event;
import dev.holdfast.activity.Span;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.state.Precondition;
import dev.holdfast.state.StoreName;
import dev.holdfast.table.Budget.Consumption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The feed of a project over a real table; every step is a second. */
class ActivityFeedTest {
    private final TestProject on = new TestProject();

    private void someHistory() {
        on.save("plan", "{'a': 1}");
        on.post("{'type': 'note', 'source': 'ci'}");
        on.save("notes", "[]");
        on.rename("wrack");
        on.post("{'type': 'decision', 'data': {'what': 'x', 'why': 'y', 'path': 'src'}}");
        on.save("plan", "{'a': 2}");
        on.clock.advance(Duration.ofSeconds(1));
        on.states.delete().apply(on.call(), on.project, new StoreName("notes"), new Precondition.Any());
        on.save("notes", "[1]", new Precondition.Absent());
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
                on.told(filter(null, null)));
        List<Event> plan = on.whole(filter(null, "state/plan"));
        assertEquals(
                "{\"seq\":2,\"schema_version\":\"1.0.0\",\"paths\":[\"/a\"]}",
                plan.getFirst().details().toString());
        assertEquals("plan:2", plan.getFirst().id());
        Event closed = on.whole(filter("state.closed", null)).getFirst();
        assertEquals("deleted", closed.details().path("reason").textValue());
        assertEquals(
                "[\"project_name\"]",
                on.whole(filter("project.updated", null))
                        .getFirst()
                        .details()
                        .path("changed")
                        .toString());
    }

    @Test
    void filters_choose_by_type_actor_resource_and_time() {
        someHistory();
        assertEquals(List.of("decision src"), on.told(filter("decision", null)));
        assertEquals(List.of("note ci"), on.told(filter(null, "ci")));
        assertEquals(5, on.told(filter("state.*", null)).size());
        assertEquals(2, on.told(filter("project.*", null)).size());
        assertEquals(List.of(), on.told(filter("state", null)));
        assertEquals(List.of(), on.told(filter(null, "state/no such store")));
        assertEquals(
                9,
                on.whole(new ActivityFeedFilter(null, "ann", null, Span.ALWAYS)).size());
        assertEquals(List.of(), on.whole(new ActivityFeedFilter(null, "bob", null, Span.ALWAYS)));
        List<Event> all = on.whole(filter(null, null));
        Span middle = new Span(all.get(5).at(), all.get(2).at());
        assertEquals(all.subList(3, 6), on.whole(new ActivityFeedFilter(null, null, null, middle)));
    }

    @Test
    void a_deleted_store_is_told_of_when_it_is_asked_for() {
        on.save("plan", "{}");
        on.states.delete().apply(on.call(), on.project, new StoreName("plan"), new Precondition.Any());
        assertEquals(
                List.of("state.closed state/plan", "state.created state/plan"), on.told(filter(null, "state/plan")));
    }

    @Test
    void pages_of_any_length_are_the_whole_feed() {
        someHistory();
        List<Event> whole = on.whole(filter(null, null));
        for (int limit = 1; limit <= 6; limit++) {
            List<Event> paged = new ArrayList<>();
            String cursor = null;
            for (int pages = 0; pages == 0 || cursor != null; pages++) {
                assertTrue(pages < 20);
                ActivityFeed.Page page = on.activity.page(on.call(), on.project, filter(null, null), cursor, limit);
                paged.addAll(page.events());
                cursor = page.nextCursor();
                on.post("{'type': 'later'}");
            }
            assertEquals(whole, paged.stream().filter(whole::contains).toList());
            assertEquals(paged.size(), Set.copyOf(paged).size());
            whole = on.whole(filter(null, null));
        }
    }

    @Test
    void a_cursor_opens_for_its_own_filter_and_project_only() {
        someHistory();
        String cursor = on.activity
                .page(on.call(), on.project, filter(null, null), null, 3)
                .nextCursor();
        Refusal refusal = assertThrows(
                Refusal.class, () -> on.activity.page(on.call(), on.project, filter("note", null), cursor, 3));
        assertEquals(Reason.INVALID_CURSOR, refusal.reason());
        UUID other = on.register();
        assertThrows(Refusal.class, () -> on.activity.page(on.call(), other, filter(null, null), cursor, 3));
    }

    @Test
    void only_sources_that_the_filter_lets_through_are_asked() {
        for (int i = 0; i < 10; i++) {
            on.save("store" + i, "{}");
        }
        assertCost(new Consumption(2, 2, 0), filter("decision", null));
        assertCost(new Consumption(2, 2, 0), filter("project.created", "store"));
        assertCost(new Consumption(2, 2, 0), filter("note", "state/store1"));
        assertCost(new Consumption(3, 3, 0), filter("state.*", "state/store1"));
        assertCost(new Consumption(15, 15, 0), filter(null, null));
    }

    private void assertCost(Consumption cost, ActivityFeedFilter filter) {
        on.activity.page(on.call(), on.project, filter, null, 100);
        assertEquals(cost, on.budget.consumed());
    }

    @Test
    void a_cursor_holds_the_positions_of_two_hundred_stores() {
        for (int i = 0; i < 200; i++) {
            on.save("store" + i, "{}");
            on.save("store" + i, "{'a': 1}");
        }
        List<Event> paged = new ArrayList<>();
        String cursor = null;
        for (int pages = 0; pages == 0 || cursor != null; pages++) {
            assertTrue(pages < 20);
            ActivityFeed.Page page = on.activity.page(on.call(), on.project, filter(null, null), cursor, 50);
            paged.addAll(page.events());
            cursor = page.nextCursor();
            assertTrue(cursor == null || cursor.length() <= 4_096, () -> "too long");
        }
        assertEquals(401, paged.size());
        assertEquals(401, Set.copyOf(paged).size());
    }
}
