package dev.holdfast.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.Metrics;
import dev.holdfast.spi.Severity;
import dev.holdfast.spi.Status;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskChanges;
import dev.holdfast.spi.TaskDraft;
import dev.holdfast.spi.TaskFilter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is special to issues on a project. */
class BoardTest {

    private final Bench bench = new Bench();
    private final World world = bench.github.world;
    private final BoardProvider provider = bench.ready(Map.of());

    @AfterEach
    void stop() {
        provider.close();
        bench.close();
        bench.verify();
    }

    private Task apply(BoardCommand command) {
        return assertInstanceOf(CommandResult.OfTask.class, provider.apply(command))
                .task();
    }

    private Task create(String name) {
        return apply(
                new BoardCommand.Create(UUID.randomUUID(), TaskDraft.named(name).build()));
    }

    private Task move(Task task, String column) {
        return apply(new BoardCommand.Move(UUID.randomUUID(), task.id(), column));
    }

    private World.IssueRow issue(Task task) {
        return world.at(Integer.parseInt(task.id()));
    }

    private List<String> names(TaskFilter filter) {
        return provider.tasks(filter).items().stream().map(Task::name).toList();
    }

    @Test
    void what_is_done_is_closed_as_completed_and_opened_again_when_it_moves_on() {
        Task task = move(create("closed"), "done");
        assertEquals("completed", issue(task).closedAs);

        assertEquals(Status.BLOCKED, move(task, "on hold").status());
        assertNull(issue(task).closedAs);
    }

    @Test
    void a_move_to_done_whose_second_half_got_lost_is_completed_by_its_repetition() {
        Task task = create("halfway");
        BoardCommand move = new BoardCommand.Move(UUID.randomUUID(), task.id(), "done");
        bench.github.faults.lose(1, Call::isWrite);
        assertThrows(BoardFailure.Unavailable.class, () -> provider.apply(move));
        assertNull(issue(task).closedAs);

        assertEquals(Status.DONE, apply(move).status());
        assertEquals("completed", issue(task).closedAs);
    }

    @Test
    void an_issue_that_people_closed_is_done_whatever_its_column_and_nobody_is_given_it() {
        Task task = create("closed by hand");
        issue(task).closedAs = "not_planned";

        assertEquals(Status.DONE, provider.task(task.id()).status());
        assertEquals(List.of(), names(TaskFilter.free()));
        assertEquals(List.of("closed by hand"), names(TaskFilter.all().withStatus(Status.DONE)));
        assertEquals(new Metrics(1, 0, 0, 1, 0), provider.metrics());
        assertEquals(Status.TODO, move(task, "todo").status());
    }

    @Test
    void an_item_without_a_column_waits_and_one_in_an_unknown_column_does_not() {
        add("nowhere", null);
        world.project().field("Status").orElseThrow().options.add(new World.OptionRow("x", "In review", "PINK", ""));
        add("reviewed", "x");
        provider.board();

        assertEquals(List.of("nowhere"), names(TaskFilter.free()));
        assertEquals(List.of("reviewed"), names(TaskFilter.all().withStatus(Status.IN_PROGRESS)));
        assertTrue(provider.check().missing().toString().contains("In review"));
        BoardProvider told = bench.ready(Map.of("statuses", "In Review = blocked"));
        assertEquals(List.of(), told.check().missing());
        assertEquals("BLOCKED", told.check().mapping().get("column In review"));
    }

    private void add(String title, @Nullable String option) {
        World.ItemRow item = world.put(world.project(), world.add(title, ""));
        if (option != null) {
            item.set("Status", option);
        }
    }

    @Test
    void pull_requests_and_what_is_not_on_the_board_are_no_tasks() {
        World.IssueRow pull = world.add("pull", "");
        pull.pull = true;
        world.put(world.project(), pull);
        World.IssueRow loose = world.add("loose", "");
        World.IssueRow elsewhere = world.add("elsewhere", "");
        world.put(world.projects.getLast(), elsewhere);
        World.ItemRow archived = world.put(world.project(), world.add("archived", ""));
        archived.archived = true;
        create("task");

        assertEquals(List.of("task"), names(TaskFilter.all()));
        assertEquals(1, provider.metrics().total());
        for (World.IssueRow other : List.of(pull, loose, elsewhere, archived.issue)) {
            String id = Integer.toString(other.number);
            assertThrows(BoardFailure.NotFound.class, () -> provider.task(id), other.title);
            assertThrows(BoardFailure.NotFound.class, () -> provider.comments(id, 10, null), other.title);
            assertThrows(
                    BoardFailure.NotFound.class,
                    () -> provider.apply(new BoardCommand.AddComment(UUID.randomUUID(), id, "hello")),
                    other.title);
        }
        assertEquals(0, loose.comments.size());
    }

    @Test
    void deleted_and_transferred_issues_are_not_found() {
        Task deleted = create("deleted");
        Task moved = create("moved");
        issue(deleted).deleted = true;
        issue(moved).movedTo = "octo-org/attic";

        for (Task task : List.of(deleted, moved)) {
            assertThrows(BoardFailure.NotFound.class, () -> provider.task(task.id()));
            assertThrows(BoardFailure.NotFound.class, () -> move(task, "done"));
        }
        assertEquals(List.of(), names(TaskFilter.all()));
    }

    @Test
    void assignees_and_labels_of_people_are_never_touched() {
        Task task = apply(new BoardCommand.Create(
                UUID.randomUUID(),
                TaskDraft.named("shared").labels(Set.of("red")).build()));
        issue(task).assignees.add("octocat");
        issue(task).labels.add(world.label("needs design"));
        apply(new BoardCommand.Assign(UUID.randomUUID(), task.id(), "x".repeat(200)));
        apply(new BoardCommand.Update(
                UUID.randomUUID(),
                task.id(),
                TaskChanges.builder()
                        .addedLabels(Set.of("a/b c?"))
                        .removedLabels(Set.of("red"))
                        .build()));
        apply(new BoardCommand.Update(
                UUID.randomUUID(),
                task.id(),
                TaskChanges.builder().removedLabels(Set.of("a/b c?")).build()));

        assertEquals(Set.of("octocat"), issue(task).assignees);
        assertEquals(Set.of("needs design"), provider.task(task.id()).labels());
        assertEquals("x".repeat(200), provider.task(task.id()).assignedTo());
    }

    @Test
    void labels_that_github_drops_without_a_word_are_told() {
        Task task = apply(new BoardCommand.Create(
                UUID.randomUUID(),
                TaskDraft.named("labelled").labels(Set.of("red")).build()));
        world.permission = "READ";

        for (TaskChanges changes : List.of(
                TaskChanges.builder().addedLabels(Set.of("blue")).build(),
                TaskChanges.builder().removedLabels(Set.of("red")).build())) {
            assertThrows(
                    BoardFailure.Unauthorized.class,
                    () -> apply(new BoardCommand.Update(UUID.randomUUID(), task.id(), changes)));
        }
    }

    @Test
    void a_report_repeated_late_moves_nothing_back() {
        Task task = create("reported");
        BoardCommand blocker = new BoardCommand.ReportBlocker(UUID.randomUUID(), task.id(), "why", Severity.LOW);
        bench.github.faults.lose(1, call -> call.path().endsWith("/comments") && call.isWrite());
        assertThrows(BoardFailure.Unavailable.class, () -> provider.apply(blocker));
        move(task, "in progress");

        assertEquals(Status.IN_PROGRESS, apply(blocker).status());
        assertEquals(1, issue(task).comments.size());
    }

    @Test
    void a_column_that_was_renamed_meanwhile_is_found_under_its_new_name() {
        Task task = create("moved");
        var options = world.project().field("Status").orElseThrow().options;
        options.replaceAll(option ->
                option.name().equals("Blocked") ? new World.OptionRow(option.id(), "On ice", "RED", "") : option);

        BoardProvider told = bench.provider(Map.of("statuses", "On ice = blocked"));
        told.connect();
        CommandResult moved = told.apply(new BoardCommand.Move(UUID.randomUUID(), task.id(), "on ice"));
        assertEquals(
                Status.BLOCKED,
                assertInstanceOf(CommandResult.OfTask.class, moved).task().status());
        assertEquals(
                "On ice",
                apply(new BoardCommand.Move(UUID.randomUUID(), task.id(), "On ice"))
                        .column());
    }
}
