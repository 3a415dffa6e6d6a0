package dev.holdfast.project;

import static dev.holdfast.project.TestRegistry.childOf;
import static dev.holdfast.project.TestRegistry.project;
import static dev.holdfast.project.TestRegistry.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.problem.Reason;
import dev.holdfast.security.Call;
import dev.holdfast.table.TestStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ListProjectsTest {
    private static final ProjectFilter ALL = new ProjectFilter(null, null, null);

    private final TestRegistry on = new TestRegistry();

    private List<UUID> registerMany(int count, String more) {
        List<UUID> clouds = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clouds.add(on.register(project(UUID.randomUUID(), more)).project().cloudUuid());
            on.clock.advance(Duration.ofMillis(1));
        }
        return clouds;
    }

    private ListProjects.Listed page(ProjectFilter filter, int limit, @Nullable String cursor) {
        return on.registry.list().page(on.call(), filter, limit, cursor);
    }

    private List<UUID> all(ProjectFilter filter, int limit) {
        List<UUID> clouds = new ArrayList<>();
        String cursor = null;
        for (int pages = 0; pages < 300; pages++) {
            ListProjects.Listed page = page(filter, limit, cursor);
            assertTrue(page.items().size() <= limit);
            page.items().forEach(it -> clouds.add(it.cloudUuid()));
            cursor = page.nextCursor();
            if (cursor == null) {
                return clouds;
            }
        }
        throw new AssertionError("the list does not end");
    }

    private static String cursorOf(ListProjects.Listed page) {
        String cursor = page.nextCursor();
        if (cursor == null) {
            throw new AssertionError("this was the last page");
        }
        return cursor;
    }

    @Test
    void the_most_recently_used_project_comes_first() {
        List<UUID> clouds = registerMany(3, "");
        on.clock.advance(Duration.ofMinutes(1));
        on.edit(on.call(), clouds.get(1), "{'tags': ['a']}");
        assertEquals(List.of(clouds.get(1), clouds.get(2), clouds.get(0)), all(ALL, 10));
    }

    @Test
    void a_cursor_visits_each_of_250_projects_once() {
        List<UUID> clouds = registerMany(250, "");
        assertEquals(clouds.reversed(), all(ALL, 100));
        assertEquals(clouds.reversed(), all(ALL, 50));
        assertEquals(new HashSet<>(clouds), new HashSet<>(all(ALL, 7)));
    }

    @Test
    void projects_used_at_the_same_moment_are_each_listed_once() {
        List<UUID> clouds = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            clouds.add(on.register(project(UUID.randomUUID(), "")).project().cloudUuid());
        }
        List<UUID> listed = all(ALL, 3);
        assertEquals(10, listed.size());
        assertEquals(new HashSet<>(clouds), new HashSet<>(listed));
    }

    @Test
    void a_list_is_empty_without_projects() {
        ListProjects.Listed page = page(ALL, 100, null);
        assertEquals(List.of(), page.items());
        assertNull(page.nextCursor());
    }

    @Test
    void filters_hold_on_every_page() {
        List<UUID> plain = registerMany(4, "'provider': 'linear'");
        List<UUID> tagged = registerMany(5, "'tags': ['a', 'b'], 'provider': 'github'");
        List<UUID> pending = registerMany(3, childOf(UUID.randomUUID()));
        for (int limit : new int[] {1, 2, 100}) {
            assertEquals(tagged.reversed(), all(new ProjectFilter("a", null, null), limit));
            assertEquals(List.of(), all(new ProjectFilter("c", null, null), limit));
            assertEquals(plain.reversed(), all(new ProjectFilter(null, "linear", null), limit));
            assertEquals(tagged.reversed(), all(new ProjectFilter("b", "github", Status.REGISTERED), limit));
            assertEquals(pending.reversed(), all(new ProjectFilter(null, null, Status.PENDING), limit));
            List<UUID> registered = new ArrayList<>(tagged.reversed());
            registered.addAll(plain.reversed());
            assertEquals(registered, all(new ProjectFilter(null, null, Status.REGISTERED), limit));
        }
    }

    @Test
    void archived_projects_are_listed_only_when_asked_for() {
        List<UUID> clouds = registerMany(6, "'tags': ['a']");
        for (UUID cloud : clouds.subList(0, 3)) {
            on.registry.change().archive(on.call(), cloud, null);
            on.clock.advance(Duration.ofMillis(1));
        }
        assertEquals(clouds.subList(3, 6).reversed(), all(ALL, 2));
        assertEquals(clouds.subList(0, 3).reversed(), all(new ProjectFilter(null, null, Status.ARCHIVED), 2));
        assertEquals(clouds.subList(0, 3).reversed(), all(new ProjectFilter("a", null, Status.ARCHIVED), 2));
        on.registry.change().restore(on.call(), clouds.getFirst(), null);
        assertEquals(clouds.getFirst(), all(ALL, 2).getFirst());
    }

    @Test
    void a_rare_status_does_not_cost_a_call_for_every_project() {
        registerMany(30, "");
        registerMany(60, childOf(UUID.randomUUID()));
        Call call = on.call();
        on.registry.list().page(call, new ProjectFilter(null, null, Status.REGISTERED), 1, null);
        assertTrue(
                call.budget().consumed().calls() <= 4,
                () -> call.budget().consumed().toString());
    }

    @Test
    void a_cursor_opens_no_other_list() {
        registerMany(3, "'tags': ['a']");
        String cursor = cursorOf(page(ALL, 1, null));
        for (ProjectFilter other : List.of(
                new ProjectFilter("a", null, null),
                new ProjectFilter("null", null, null),
                new ProjectFilter(null, null, Status.REGISTERED))) {
            assertEquals(Reason.INVALID_CURSOR, refusal(() -> page(other, 1, cursor)));
        }
        String tagged = cursorOf(page(new ProjectFilter("a", null, null), 1, null));
        assertEquals(
                Reason.INVALID_CURSOR, refusal(() -> page(new ProjectFilter("a\nnull\nnull", null, null), 1, tagged)));
    }

    @Test
    void a_cursor_opens_nothing_for_another_tenant() {
        registerMany(2, "");
        String cursor = cursorOf(page(ALL, 1, null));
        assertEquals(Reason.INVALID_CURSOR, refusal(() -> on.registry.list().page(on.call("other"), ALL, 1, cursor)));
    }

    @Test
    void a_cursor_with_any_character_changed_is_refused() {
        registerMany(2, "");
        String cursor = cursorOf(page(ALL, 1, null));
        for (int i = 0; i < cursor.length(); i++) {
            char other = (char) (cursor.charAt(i) == 'A' ? 'B' : cursor.charAt(i) == 'z' ? 'y' : cursor.charAt(i) + 1);
            String changed = cursor.substring(0, i) + other + cursor.substring(i + 1);
            assertEquals(Reason.INVALID_CURSOR, refusal(() -> page(ALL, 1, changed)), changed);
        }
        for (String other : List.of("", "x", cursor + "A", cursor + "=", cursor.substring(4), "A".repeat(3_000))) {
            assertEquals(Reason.INVALID_CURSOR, refusal(() -> page(ALL, 1, other)), other);
        }
    }

    @Test
    void cursors_are_good_on_every_instance() {
        List<UUID> clouds = registerMany(2, "");
        String cursor = cursorOf(page(ALL, 1, null));
        TestRegistry other = on.behind(TestStore.endpoint());
        assertEquals(
                clouds.getFirst(),
                other.registry
                        .list()
                        .page(on.call(), ALL, 1, cursor)
                        .items()
                        .getFirst()
                        .cloudUuid());
        Predicate<String> readable = text -> text.contains(clouds.get(1).toString());
        assertFalse(readable.test(cursor));
    }
}
