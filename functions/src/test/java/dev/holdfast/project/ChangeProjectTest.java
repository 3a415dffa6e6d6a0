package dev.holdfast.project;

import static dev.holdfast.project.TestRegistry.edit;
import static dev.holdfast.project.TestRegistry.project;
import static dev.holdfast.project.TestRegistry.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.table.Parallel;
import dev.holdfast.table.TestStore;
import dev.holdfast.testkit.Fault;
import dev.holdfast.testkit.FaultInjector;
import dev.holdfast.testkit.FaultPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChangeProjectTest {
    private final TestRegistry on = new TestRegistry();
    private final UUID local = UUID.randomUUID();
    private final UUID cloud = CloudUuid.derive("acme", local);

    @AfterEach
    void nothing_is_left_over() {
        assertEquals(List.of(), on.problems());
    }

    private Project register(String more) {
        return on.register(project(local, more)).project();
    }

    private Project change(String json) {
        return on.edit(on.call(), cloud, json);
    }

    private List<RegistrationEvent> history() {
        return on.registry.history().page(on.call(), cloud, 100, null).items();
    }

    @Test
    void null_removes_and_what_is_left_out_stays() {
        register("'framework': 'quarkus', 'primary_language': 'Java', 'tags': ['a'], 'metadata': {'a': 1},"
                + " 'provider': 'github', 'provider_config': {'b': 2}");
        Project changed = change(
                "{'framework': null, 'tags': null, 'metadata': null, 'provider': null, 'provider_config': null}");
        assertEquals(
                new Profile("kelp", ProjectType.STANDALONE, "Java", null, List.of(), null),
                changed.listing().profile());
        assertNull(changed.metadata());
        assertNull(changed.providerConfig());
        assertEquals(changed, on.resolve(local));
        assertEquals(
                List.of("framework", "tags", "provider", "metadata", "provider_config"),
                history().getFirst().changed());
    }

    @Test
    void a_name_cannot_be_removed() {
        assertEquals(Reason.INVALID_INPUT, refusal(() -> edit("{'project_name': null}")));
    }

    @Test
    void a_change_that_changes_nothing_writes_nothing() {
        Project before = register("'tags': ['a']");
        assertEquals(before, change("{'tags': ['a'], 'framework': null}"));
        assertEquals(before, change("{}"));
        assertEquals(1, history().size());
    }

    @Test
    void only_the_version_that_was_seen_is_changed() {
        Project seen = register("");
        Project current = change("{'tags': ['a']}");
        Refusal refusal = assertThrows(
                Refusal.class,
                () -> on.registry.change().edit(on.call(), cloud, edit("{'tags': ['b']}"), seen.version()));
        assertEquals(Reason.VERSION_CONFLICT, refusal.reason());
        assertEquals(current.version(), refusal.facts().get("current_version"));
        assertEquals(
                Reason.VERSION_CONFLICT, refusal(() -> on.registry.change().archive(on.call(), cloud, seen.version())));
        Project changed = on.registry.change().edit(on.call(), cloud, edit("{'tags': ['b']}"), current.version());
        assertEquals(current.version() + 1, changed.version());
    }

    @Test
    void archive_and_restore_are_each_others_opposites_and_told_in_the_history() {
        register("");
        on.registry.change().archive(on.call(), cloud, null);
        Project archived = on.registry.change().archive(on.call(), cloud, null);
        assertEquals(Status.ARCHIVED, archived.listing().status());
        on.registry.change().restore(on.call(), cloud, null);
        assertEquals(Status.REGISTERED, on.status(local));
        assertEquals(
                List.of("restored", "archived", "created"),
                history().stream().map(RegistrationEvent::type).toList());
    }

    @Test
    void an_absent_project_cannot_be_changed() {
        assertEquals(Reason.PROJECT_NOT_FOUND, refusal(() -> change("{'tags': []}")));
        assertEquals(
                Reason.PROJECT_NOT_FOUND, refusal(() -> on.registry.change().archive(on.call(), cloud, null)));
    }

    @Test
    void an_edit_whose_reply_was_lost_is_told_done_and_not_done_twice() {
        Project seen = register("");
        var wanted = edit("{'tags': ['mine']}");
        try (var injector = FaultInjector.between(TestStore.endpoint(), FaultPlan.none(), 1)) {
            TestRegistry instance = on.withoutRetriesBehind(injector.endpoint());
            injector.failNext(Fault.REPLY_LOST_AFTER_APPLY, r -> r.operation().equals("TransactWriteItems"));
            assertEquals(
                    Reason.UNAVAILABLE,
                    refusal(() -> instance.registry.change().edit(on.keyed("k"), cloud, wanted, seen.version())));
        }
        change("{'tags': ['theirs']}");
        Project repeated = on.registry.change().edit(on.keyed("k"), cloud, wanted, seen.version());
        assertEquals(List.of("theirs"), repeated.listing().profile().tags());
        assertEquals(3, history().size());
        assertEquals(
                Reason.OPERATION_REUSED,
                refusal(() -> on.registry.change().edit(on.keyed("k", "other"), cloud, wanted, null)));
    }

    @Test
    void a_repeated_archive_does_not_undo_a_later_restore() {
        register("");
        on.registry.change().archive(on.keyed("k"), cloud, null);
        on.registry.change().restore(on.call(), cloud, null);
        on.registry.change().archive(on.keyed("k"), cloud, null);
        assertEquals(Status.REGISTERED, on.status(local));
    }

    @Test
    void edits_at_the_same_time_are_all_applied() {
        register("");
        List<String> fields = List.of("framework", "primary_language", "provider", "project_name");
        Parallel.map(fields, field -> change("{'" + field + "': 'x'}"));
        assertEquals(
                new Profile("x", ProjectType.STANDALONE, "x", "x", List.of(), "x"),
                on.resolve(local).listing().profile());
        assertEquals(5, history().size());
    }

    @Test
    void the_history_goes_page_by_page_from_the_newest_to_the_creation() {
        register("");
        for (int i = 1; i <= 12; i++) {
            change("{'framework': 'f" + i + "'}");
        }
        for (int limit : new int[] {1, 4, 6, 12, 13, 100}) {
            List<RegistrationEvent> events = new ArrayList<>();
            String cursor = null;
            for (int pages = 0; pages < 20; pages++) {
                var page = on.registry.history().page(on.call(), cloud, limit, cursor);
                events.addAll(page.items());
                cursor = page.nextCursor();
                if (cursor == null) {
                    break;
                }
            }
            assertEquals(
                    IntStream.rangeClosed(2, 13)
                            .mapToObj(i -> (long) i)
                            .toList()
                            .reversed(),
                    events.subList(0, events.size() - 1).stream()
                            .map(RegistrationEvent::version)
                            .toList());
            assertEquals("created", events.getLast().type());
            assertEquals(13, events.size());
        }
    }

    @Test
    void a_cursor_of_one_history_opens_no_other() {
        register("");
        change("{'framework': 'x'}");
        String cursor = on.registry.history().page(on.call(), cloud, 1, null).nextCursor();
        UUID other = on.register(project(UUID.randomUUID(), "")).project().cloudUuid();
        assertEquals(Reason.INVALID_CURSOR, refusal(() -> on.registry.history().page(on.call(), other, 1, cursor)));
    }
}
