package dev.holdfast.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.spi.Board;
import dev.holdfast.spi.BoardCheck;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.Capability;
import dev.holdfast.spi.Column;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.Priority;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskChanges;
import dev.holdfast.spi.TaskDraft;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What set-up makes and check tells. */
class SetUpTest {

    private final Bench bench = new Bench();
    private final World world = bench.github.world;

    @AfterEach
    void stop() {
        bench.close();
        bench.verify();
    }

    private BoardProvider connected(Map<String, String> more) {
        BoardProvider provider = bench.provider(more);
        provider.connect();
        return provider;
    }

    @Test
    void set_up_adds_what_is_missing_and_no_item_loses_its_place() {
        World.ItemRow item = world.put(world.project(), world.add("in progress", ""));
        String option =
                world.project().field("Status").orElseThrow().options.get(1).id();
        item.set("Status", option);
        BoardProvider provider = connected(Map.of());
        BoardCheck before = provider.check();
        assertTrue(before.missing().toString().contains("Blocked"), before::toString);
        assertTrue(before.missing().toString().contains("text field Worker"), before::toString);

        Board board = provider.setUp();
        assertEquals(
                List.of("Todo", "In Progress", "Blocked", "Done"),
                board.columns().stream().map(Column::name).toList());
        assertEquals("In Progress", provider.task("1").column());
        assertEquals(List.of(), provider.check().missing());
        assertEquals("holdfast-bot", provider.check().account());
        assertEquals("option High of field Priority", provider.check().mapping().get("priority high"));
        assertEquals(
                Set.of("README.md"),
                Objects.requireNonNull(world.branches.get("holdfast-attachments"))
                        .keySet());
        bench.github.calls.clear();
        assertEquals(board, provider.setUp());
        assertEquals(0, bench.github.calls.stream().filter(Call::isWrite).count());
    }

    @Test
    void set_up_whose_reply_was_lost_can_be_repeated() {
        BoardProvider provider = connected(Map.of());
        bench.github.faults.lose(1, Call::isWrite);
        assertThrows(BoardFailure.Unavailable.class, provider::setUp);

        assertEquals(4, provider.setUp().columns().size());
        assertEquals(8, world.project().fields.size());
    }

    @Test
    void an_empty_repository_gets_its_branch_after_a_first_commit() {
        world.branches.clear();
        BoardProvider provider = connected(Map.of());
        assertThrows(BoardFailure.Rejected.class, provider::setUp);

        world.branches.put("main", new TreeMap<>());
        provider.setUp();
        assertTrue(world.branches.containsKey("holdfast-attachments"));
    }

    @Test
    void a_field_of_another_type_is_in_the_way_and_can_be_avoided() {
        world.project().fields.add(world.new FieldRow("worker", "NUMBER"));

        BoardProvider provider = connected(Map.of());
        assertThrows(BoardFailure.Unsupported.class, provider::setUp);
        assertEquals(
                4,
                connected(Map.of("worker_field", "Held by")).setUp().columns().size());
    }

    @Test
    void a_project_that_is_not_there_is_not_found() {
        assertThrows(
                BoardFailure.NotFound.class,
                () -> bench.provider(Map.of("project", "99")).connect());
        assertThrows(
                BoardFailure.NotFound.class,
                () -> bench.provider(Map.of("repo", "absent")).connect());
        assertThrows(
                BoardFailure.NotFound.class,
                () -> bench.provider(Map.of("project_owner", "nobody")).connect());
    }

    @Test
    void a_project_that_may_only_be_read_is_told() {
        world.project().writable = false;
        world.permission = "READ";
        BoardProvider provider = connected(Map.of());

        List<String> missing = provider.check().missing();
        assertTrue(missing.contains("Give the token's account write access to the project"), missing::toString);
        assertTrue(missing.contains("Give the token's account write access to the repository"), missing::toString);
        assertThrows(BoardFailure.Unauthorized.class, provider::setUp);
    }

    @Test
    void a_users_project_and_labels_for_priorities_serve_as_well() {
        world.ownedByUser = true;
        BoardProvider provider = bench.ready(Map.of(
                "priority_labels", "priority/high = high; priority/low = low; p0 = urgent; p2 = medium",
                "labels", "bug = type/bug"));
        assertEquals("label priority/high", provider.check().mapping().get("priority high"));
        assertEquals("label type/bug", provider.check().mapping().get("label bug"));
        assertTrue(world.project().field("Priority").isEmpty());

        CommandResult made = provider.apply(new BoardCommand.Create(
                UUID.randomUUID(),
                TaskDraft.named("labelled")
                        .priority(Priority.HIGH)
                        .labels(Set.of("bug", "ui"))
                        .build()));
        Task task = assertInstanceOf(CommandResult.OfTask.class, made).task();
        assertEquals(Priority.HIGH, task.priority());
        assertEquals(Set.of("bug", "ui"), task.labels());
        assertEquals(Set.of("type/bug", "ui", "priority/high"), world.at(1).labels);

        provider.apply(new BoardCommand.Update(
                UUID.randomUUID(),
                task.id(),
                TaskChanges.builder().priority(Priority.LOW).build()));
        assertEquals(Set.of("type/bug", "ui", "priority/low"), world.at(1).labels);
        provider.apply(new BoardCommand.Update(
                UUID.randomUUID(),
                task.id(),
                TaskChanges.builder()
                        .cleared(Set.of(TaskChanges.Field.PRIORITY))
                        .build()));
        assertEquals(Set.of("type/bug", "ui"), world.at(1).labels);
        assertThrows(
                BoardFailure.Rejected.class,
                () -> provider.apply(new BoardCommand.Update(
                        UUID.randomUUID(),
                        task.id(),
                        TaskChanges.builder().addedLabels(Set.of("p0")).build())));
    }

    @Test
    void a_label_is_removed_however_the_repository_spells_it() {
        BoardProvider provider = bench.ready(Map.of("labels", "bug = type/bug"));
        world.put(world.project(), world.add("labelled", ""));
        world.at(1).labels.add(world.label("Type/Bug"));
        assertEquals(Set.of("bug"), provider.task("1").labels());

        provider.apply(new BoardCommand.Update(
                UUID.randomUUID(),
                "1",
                TaskChanges.builder().removedLabels(Set.of("bug")).build()));
        assertEquals(Set.of(), world.at(1).labels);
    }

    @Test
    void without_a_branch_there_are_no_attachments() {
        BoardProvider provider = bench.ready(Map.of("attachments_branch", ""));

        assertTrue(!provider.capabilities().contains(Capability.ATTACHMENTS));
        assertThrows(BoardFailure.Unsupported.class, () -> provider.attachments("1"));
        assertEquals(Set.of("main"), world.branches.keySet());
    }
}
