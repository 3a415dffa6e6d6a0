package dev.holdfast.planka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.CommandMark;
import dev.holdfast.spi.Priority;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskChanges;
import dev.holdfast.spi.TaskDraft;
import dev.holdfast.spi.TaskFilter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Creating cards once, whatever is lost on the way. */
class CreationTest {

    private static final int MOST_WRITES = 40;

    private final Bed bed = new Bed();
    private final BoardProvider provider = bed.ready();

    @AfterEach
    void close() {
        provider.close();
        bed.close();
    }

    @Test
    void whichever_reply_is_lost_a_repeated_create_makes_one_whole_task() {
        Task needed = Bed.create(provider, "needed");
        Task parent = Bed.create(provider, "parent");
        int lost = 0;
        boolean anyLost = true;
        while (anyLost) {
            lost++;
            assertTrue(lost < MOST_WRITES, "A create makes too many calls");
            String name = "lost " + lost;
            TaskDraft draft = full(name, needed, parent);
            BoardCommand create = new BoardCommand.Create(UUID.randomUUID(), draft);
            bed.standIn().faults.loseReplyToWrite(lost);
            anyLost = isLost(create);
            bed.standIn().faults.loseNothing();

            Task task = Bed.apply(provider, create);
            Task wanted = draft.toTask(task.id(), provider.board(), task.createdAt());
            assertEquals(wanted.toBuilder().updatedAt(task.updatedAt()).build(), task);
            assertEquals(1, bed.cards(name).size(), name);
        }
        assertTrue(lost > 10, "The draft was to take many writes, not " + lost);
        assertEquals(lost, provider.task(parent.id()).subtasks().size());
    }

    private boolean isLost(BoardCommand create) {
        try {
            Task _ = Bed.apply(provider, create);
            return false;
        } catch (BoardFailure.Unavailable e) {
            return true;
        }
    }

    private static TaskDraft full(String name, Task needed, Task parent) {
        return TaskDraft.named(name)
                .description("text")
                .priority(Priority.URGENT)
                .labels(Set.of(name + " a", name + " b"))
                .estimatedHours(new BigDecimal("1.5"))
                .dependencies(Set.of(needed.id()))
                .parent(parent.id())
                .acceptanceCriteria(List.of("one", "two", "one"))
                .build();
    }

    @Test
    void a_task_that_is_not_whole_yet_is_not_on_the_board() {
        TaskDraft draft = TaskDraft.named("staged").labels(Set.of("red")).build();
        bed.standIn().faults.loseReplyToWrite(2);

        assertThrows(BoardFailure.Unavailable.class, () -> Bed.create(provider, draft));
        assertEquals(1, bed.cards("staged").size());
        assertEquals(List.of(), provider.tasks(TaskFilter.all()).items());
    }

    @Test
    void a_card_that_was_archived_or_trashed_since_is_not_made_again() {
        for (String type : List.of("archive", "trash")) {
            for (TaskDraft draft : List.of(
                    TaskDraft.named("put in " + type).build(),
                    TaskDraft.named("labelled in " + type).labels(Set.of("red")).build())) {
                BoardCommand create = new BoardCommand.Create(UUID.randomUUID(), draft);
                Task made = Bed.apply(provider, create);
                putAway(made, type);

                Task again = Bed.apply(provider, create);
                assertEquals(made.id(), again.id());
                assertEquals(made.labels(), again.labels());
                assertEquals(1, bed.cards(draft.name()).size());
                assertThrows(BoardFailure.NotFound.class, () -> provider.task(made.id()));
            }
        }
    }

    private void putAway(Task task, String type) {
        bed.standIn().change(() -> {
            ObjectNode card = bed.row("cards", "id", task.id());
            String list = bed.row("lists", "type", type).path("id").textValue();
            String before = card.path("listId").textValue();
            boolean forgets =
                    bed.row("lists", "id", before).path("type").textValue().equals("trash");
            card.put("prevListId", forgets ? null : before).put("listId", list);
        });
    }

    @Test
    void a_card_that_went_from_the_trash_into_the_archive_is_not_put_back_on_the_board() {
        BoardCommand create = new BoardCommand.Create(
                UUID.randomUUID(),
                TaskDraft.named("thrown away").labels(Set.of("red")).build());
        Task made = Bed.apply(provider, create);
        putAway(made, "trash");
        putAway(made, "archive");

        assertEquals(made.id(), Bed.apply(provider, create).id());
        assertEquals(List.of(), provider.tasks(TaskFilter.all()).items());
    }

    @Test
    void a_repeated_create_is_answered_when_its_column_is_renamed_or_gone() {
        ObjectNode list = World.object().put("type", "active").put("position", 1.0);
        list.put("name", "Reviewing").put("boardId", provider.board().id());
        bed.standIn().change(() -> {
            ObjectNode _ = bed.standIn().world.insert("lists", list);
        });
        BoardCommand create = new BoardCommand.Create(
                UUID.randomUUID(), TaskDraft.named("kept").column("Reviewing").build());
        Task made = Bed.apply(provider, create);
        ObjectNode column = bed.row("lists", "name", "Reviewing");
        bed.standIn().change(() -> column.put("name", "Looking closely"));
        assertEquals(made.id(), Bed.apply(provider, create).id());

        putAway(made, "archive");
        Task archived = Bed.apply(provider, create);
        assertEquals(made.id(), archived.id());
        assertEquals("Looking closely", archived.column());

        bed.standIn().change(() -> {
            ObjectNode _ = bed.standIn().world.delete("lists", column);
        });
        assertEquals(made.id(), Bed.apply(provider, create).id());
    }

    @Test
    void the_mark_of_a_card_in_the_making_is_never_shown_and_goes_when_it_is_whole() {
        for (String text : List.of("", "text")) {
            String name = "marked " + text;
            BoardCommand create = new BoardCommand.Create(
                    UUID.randomUUID(),
                    TaskDraft.named(name)
                            .description(text)
                            .labels(Set.of("red"))
                            .build());
            bed.standIn().faults.loseReplyToWrite(1);
            assertThrows(BoardFailure.Unavailable.class, () -> provider.apply(create));
            String inTheMaking = bed.cards(name).getFirst().path("description").textValue();

            Task made = Bed.apply(provider, create);
            String whole = CommandMark.put(text, create.id());
            ObjectNode card = bed.row("cards", "id", made.id());
            assertEquals(whole, card.path("description").textValue());
            assertNotEquals(whole, inTheMaking);
            bed.standIn().change(() -> card.put("description", inTheMaking));
            assertEquals(text, provider.task(made.id()).description());
        }
    }

    @Test
    void a_repeated_create_does_not_undo_what_came_after_it() {
        BoardCommand create = new BoardCommand.Create(
                UUID.randomUUID(),
                TaskDraft.named("changed").labels(Set.of("red")).build());
        Task made = Bed.apply(provider, create);
        Task _ = update(made, TaskChanges.builder().removedLabels(Set.of("red")).build());

        assertEquals(Set.of(), Bed.apply(provider, create).labels());
    }

    @Test
    void the_mark_stays_when_the_description_changes_and_is_never_shown() {
        BoardCommand create = new BoardCommand.Create(
                UUID.randomUUID(), TaskDraft.named("marked").build());
        Task made = Bed.apply(provider, create);
        assertEquals("", made.description());
        for (String text : List.of("another text", "")) {
            assertEquals(
                    text,
                    update(made, TaskChanges.builder().description(text).build())
                            .description());
            assertEquals(made.id(), Bed.apply(provider, create).id());
        }
        assertEquals(1, bed.cards("marked").size());
    }

    @Test
    void a_description_that_a_person_gave_can_be_emptied() {
        Task task = Bed.create(provider, "theirs");
        bed.standIn().change(() -> bed.row("cards", "id", task.id()).put("description", "by hand"));

        assertEquals(
                "", update(task, TaskChanges.builder().description("").build()).description());
        assertTrue(bed.row("cards", "id", task.id()).path("description").isNull());
    }

    @Test
    void a_card_goes_behind_the_last_of_its_column() {
        List<Double> positions = List.of("a", "b", "c").stream()
                .map(name -> Bed.create(provider, name))
                .map(task -> bed.row("cards", "id", task.id()).path("position").doubleValue())
                .toList();

        assertEquals(List.of(65_536.0, 131_072.0, 196_608.0), positions);
    }

    @Test
    void a_text_that_planka_cannot_keep_is_refused_before_anything_is_done() {
        List<TaskDraft> drafts = List.of(
                TaskDraft.named("nul \0").build(),
                TaskDraft.named("half \uD83D").build(),
                TaskDraft.named("label").labels(Set.of("\uDE00")).build(),
                TaskDraft.named("long")
                        .acceptanceCriteria(List.of("x".repeat(1025)))
                        .build(),
                TaskDraft.named("hours")
                        .estimatedHours(new BigDecimal("1e-900"))
                        .build());
        bed.standIn().forget();

        drafts.forEach(draft -> assertThrows(BoardFailure.Rejected.class, () -> Bed.create(provider, draft)));
        assertFalse(bed.heard().stream().anyMatch(call -> call.startsWith("POST")));
    }

    private Task update(Task task, TaskChanges changes) {
        return Bed.apply(provider, new BoardCommand.Update(UUID.randomUUID(), task.id(), changes));
    }
}
