package dev.holdfast.planka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskChanges;
import dev.holdfast.spi.TaskDraft;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is kept in task lists and custom fields. */
class ChecklistsTest {

    private final Bed bed = new Bed();
    private final BoardProvider provider = bed.ready();

    @AfterEach
    void close() {
        provider.close();
        bed.close();
    }

    private Task update(Task task, TaskChanges changes) {
        return Bed.apply(provider, new BoardCommand.Update(UUID.randomUUID(), task.id(), changes));
    }

    private Task criteria(Task task, String... criteria) {
        return update(
                task,
                TaskChanges.builder().acceptanceCriteria(List.of(criteria)).build());
    }

    @Test
    void criteria_that_stay_keep_whether_they_are_met() {
        Task task = Bed.create(
                provider,
                TaskDraft.named("criteria")
                        .acceptanceCriteria(List.of("a", "b", "c"))
                        .build());
        bed.standIn().change(() -> bed.row("tasks", "name", "c").put("isCompleted", true));

        for (List<String> order : List.of(List.of("c", "a", "d"), List.of("d", "c"), List.of("c", "e", "d", "e"))) {
            assertEquals(order, criteria(task, order.toArray(String[]::new)).acceptanceCriteria());
            assertTrue(bed.row("tasks", "name", "c").path("isCompleted").booleanValue());
        }
        assertEquals(List.of(), criteria(task).acceptanceCriteria());
    }

    @Test
    void criteria_that_a_person_wrote_are_read_whatever_the_case_of_the_list() {
        Task task = Bed.create(provider, "by hand");
        bed.standIn().change(() -> {
            ObjectNode list = bed.standIn()
                    .world
                    .insert(
                            "taskLists",
                            World.object()
                                    .put("name", "acceptance Criteria")
                                    .put("position", 1)
                                    .put("cardId", task.id()));
            ObjectNode _ = bed.standIn()
                    .world
                    .insert(
                            "tasks",
                            World.object()
                                    .put("name", "It runs")
                                    .put("position", 1)
                                    .put("taskListId", list.path("id").textValue()));
        });

        assertEquals(List.of("It runs"), provider.task(task.id()).acceptanceCriteria());
    }

    @Test
    void a_dependency_is_a_task_that_links_the_card_and_is_completed_with_it() {
        Task first = Bed.create(provider, "first");
        Task second = Bed.create(
                provider,
                TaskDraft.named("second").dependencies(Set.of(first.id())).build());
        ObjectNode link = bed.row("tasks", "linkedCardId", first.id());
        assertEquals("first", link.path("name").textValue());
        Task _ = Bed.apply(provider, new BoardCommand.Move(UUID.randomUUID(), first.id(), "done"));

        assertTrue(link.path("isCompleted").booleanValue());
        assertEquals(Set.of(first.id()), provider.task(second.id()).dependencies());
    }

    @Test
    void notes_among_the_dependencies_stay_when_those_change() {
        Task first = Bed.create(provider, "first");
        Task other = Bed.create(provider, "other");
        Task second = Bed.create(
                provider,
                TaskDraft.named("second").dependencies(Set.of(first.id())).build());
        ObjectNode link = bed.row("tasks", "linkedCardId", first.id());
        bed.standIn()
                .change(() -> bed.standIn()
                        .world
                        .insert("tasks", link.deepCopy().put("name", "ask Anna").putNull("linkedCardId")));

        assertEquals(
                Set.of(other.id()),
                update(
                                second,
                                TaskChanges.builder()
                                        .dependencies(Set.of(other.id()))
                                        .build())
                        .dependencies());
        assertEquals(1, bed.standIn().world.where("tasks", "name", "ask Anna").size());
    }

    @Test
    void a_subtask_that_is_archived_is_no_part_any_more() {
        Task parent = Bed.create(provider, "parent");
        Task part =
                Bed.create(provider, TaskDraft.named("part").parent(parent.id()).build());
        assertEquals(parent.id(), part.parent());
        bed.standIn()
                .change(() -> bed.row("cards", "id", part.id())
                        .put(
                                "listId",
                                bed.row("lists", "type", "archive").path("id").textValue()));

        assertEquals(List.of(), provider.task(parent.id()).subtasks());
    }

    @Test
    void words_in_a_field_of_hours_are_no_hours_and_can_be_overwritten() {
        Task task = Bed.create(
                provider,
                TaskDraft.named("about").estimatedHours(new BigDecimal("3")).build());
        bed.standIn()
                .change(() -> bed.row("customFieldValues", "cardId", task.id()).put("content", "about three"));
        assertNull(provider.task(task.id()).estimatedHours());

        assertEquals(
                new BigDecimal("4.50"),
                update(
                                task,
                                TaskChanges.builder()
                                        .estimatedHours(new BigDecimal("4.50"))
                                        .build())
                        .estimatedHours());
    }
}
