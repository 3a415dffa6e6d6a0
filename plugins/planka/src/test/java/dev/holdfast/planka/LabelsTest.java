package dev.holdfast.planka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.Priority;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskChanges;
import dev.holdfast.spi.TaskDraft;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Labels of which several may have one name, and those that stand for priorities. */
class LabelsTest {

    private final Bed bed = new Bed();
    private final BoardProvider provider =
            bed.ready(Map.of("priorities", "Hot = urgent; Burning = urgent", "labels", "Bug report = bug"));

    @AfterEach
    void close() {
        provider.close();
        bed.close();
    }

    private String label(String name) {
        ObjectNode values = World.object().put("color", "berry-red").put("position", 1);
        values.put("name", name.isEmpty() ? null : name);
        values.put("boardId", provider.board().id());
        return bed.standIn().world.insert("labels", values).path("id").textValue();
    }

    private void putOn(Task task, String label) {
        ObjectNode _ = bed.standIn()
                .world
                .insert("cardLabels", World.object().put("cardId", task.id()).put("labelId", label));
    }

    private Task update(Task task, TaskChanges changes) {
        return Bed.apply(provider, new BoardCommand.Update(UUID.randomUUID(), task.id(), changes));
    }

    private List<String> on(Task task) {
        return bed.standIn().world.where("cardLabels", "cardId", task.id()).stream()
                .map(row -> row.path("labelId").textValue())
                .toList();
    }

    @Test
    void of_two_labels_of_a_name_the_older_is_put_on_and_both_are_taken_off() {
        String older = label("twin");
        String younger = label("twin");
        Task task = Bed.create(
                provider, TaskDraft.named("twins").labels(Set.of("twin")).build());
        assertEquals(List.of(older), on(task));
        putOn(task, younger);
        assertEquals(Set.of("twin"), provider.task(task.id()).labels());

        Task _ =
                update(task, TaskChanges.builder().removedLabels(Set.of("twin")).build());
        assertEquals(List.of(), on(task));
    }

    @Test
    void a_card_with_the_younger_of_two_labels_gets_no_other() {
        String _ = label("twin");
        String younger = label("twin");
        Task task = Bed.create(provider, "one of twins");
        putOn(task, younger);

        Task _ = update(task, TaskChanges.builder().addedLabels(Set.of("twin")).build());
        assertEquals(List.of(younger), on(task));
    }

    @Test
    void a_label_that_is_made_for_one_task_serves_the_next() {
        Task one = Bed.create(
                provider, TaskDraft.named("one").labels(Set.of("new")).build());
        Task two = Bed.create(
                provider, TaskDraft.named("two").labels(Set.of("new")).build());

        assertEquals(on(one), on(two));
    }

    @Test
    void a_priority_is_a_label_that_is_not_told_as_one() {
        Task task = Bed.create(
                provider,
                TaskDraft.named("hot")
                        .priority(Priority.URGENT)
                        .labels(Set.of("red"))
                        .build());

        assertEquals(Priority.URGENT, task.priority());
        assertEquals(Set.of("red"), task.labels());
        assertEquals(
                true,
                on(task).contains(bed.row("labels", "name", "Hot").path("id").textValue()));
    }

    @Test
    void of_several_priorities_the_highest_counts_and_a_new_one_replaces_them_all() {
        Task task = Bed.create(
                provider, TaskDraft.named("both").priority(Priority.LOW).build());
        putOn(task, label("Burning"));
        assertEquals(Priority.URGENT, provider.task(task.id()).priority());

        assertEquals(
                Priority.MEDIUM,
                update(task, TaskChanges.builder().priority(Priority.MEDIUM).build())
                        .priority());
        assertEquals(1, on(task).size());
        assertNull(update(
                        task,
                        TaskChanges.builder()
                                .cleared(Set.of(TaskChanges.Field.PRIORITY))
                                .build())
                .priority());
        assertEquals(List.of(), on(task));
    }

    @Test
    void a_label_that_stands_for_a_priority_is_refused_as_a_label() {
        TaskDraft draft =
                TaskDraft.named("confused").labels(Set.of("priority/high")).build();

        assertThrows(BoardFailure.Rejected.class, () -> Bed.create(provider, draft));
        assertEquals(List.of(), bed.cards("confused"));
    }

    @Test
    void a_label_has_its_other_name_both_ways() {
        String report = label("Bug report");
        Task task = Bed.create(
                provider, TaskDraft.named("broken").labels(Set.of("bug")).build());

        assertEquals(List.of(report), on(task));
        assertEquals(Set.of("bug"), provider.task(task.id()).labels());
    }

    @Test
    void a_label_without_a_name_is_called_by_its_colour() {
        Task task = Bed.create(provider, "coloured");
        putOn(task, label(""));

        assertEquals(Set.of("berry-red"), provider.task(task.id()).labels());
    }
}
