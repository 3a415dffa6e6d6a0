package dev.holdfast.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskChanges;
import dev.holdfast.spi.TaskDraft;
import dev.holdfast.spi.TaskFilter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LabelsTest {

    private final Bench bench = new Bench();

    LabelsTest() throws IOException {}

    @AfterEach
    void stop() {
        bench.close();
    }

    private static TaskDraft labelled(String name, String... labels) {
        return TaskDraft.named(name).labels(Set.of(labels)).build();
    }

    private List<String> inLinear() {
        return bench.linear.workspace.all("issueLabels").stream()
                .map(label -> label.text("name"))
                .sorted()
                .toList();
    }

    @Test
    void a_label_whose_name_differs_by_case_from_another_gets_one_of_its_own_and_is_read_as_it_was_given() {
        bench.linear.workspace.label(bench.team, "ui");
        OnBoard board = new OnBoard(bench.ready());
        Task upper = board.create(labelled("upper", "UI"));
        board.create(labelled("lower", "ui"));

        assertEquals(List.of("UI (case 3)", "ui"), inLinear());
        assertEquals(Set.of("UI"), board.provider().task(upper.id()).labels());
        assertEquals(List.of("upper"), board.names(TaskFilter.all().withLabel("UI")));
        assertEquals(List.of("lower"), board.names(TaskFilter.all().withLabel("ui")));
    }

    @Test
    void a_label_of_the_workspace_is_used_and_one_of_another_team_is_not() {
        bench.linear.workspace.label(null, "bug");
        bench.linear.workspace.label(bench.linear.workspace.team("OPS", "Operations"), "fast");
        OnBoard board = new OnBoard(bench.ready());
        board.create(labelled("both", "bug", "fast"));

        assertEquals(List.of("bug", "fast", "fast"), inLinear());
    }

    @Test
    void a_group_of_the_name_leaves_it_to_a_label_of_its_own() {
        bench.linear.workspace.label(bench.team, "area").put("isGroup", true);
        OnBoard board = new OnBoard(bench.ready());
        Task task = board.create(labelled("grouped", "area"));

        assertEquals(Set.of("area"), board.provider().task(task.id()).labels());
        assertEquals(List.of("area", "area (case 0)"), inLinear());
    }

    @Test
    void labels_have_other_names_here_where_the_configuration_says_so() {
        Node bug = bench.linear.workspace.label(bench.team, "Type: Bug");
        bench.linear.workspace.issue(bench.team, "theirs").list("labels").add(bug);
        OnBoard board = new OnBoard(bench.ready(Map.of("labels", "Type: Bug = bug")));
        board.create(labelled("ours", "bug"));

        assertEquals(List.of("ours", "theirs"), board.names(TaskFilter.all().withLabel("bug")));
        assertEquals(List.of("Type: Bug"), inLinear());
        assertEquals("bug", board.provider().check().mapping().get("label Type: Bug"));
    }

    @Test
    void a_label_that_somebody_made_a_moment_ago_is_used() {
        OnBoard board = new OnBoard(bench.ready());
        Task task = board.create("waiting");
        TaskChanges changes = TaskChanges.builder().addedLabels(Set.of("new")).build();
        bench.linear.misbehaviour.doBefore("CreateLabel", () -> bench.linear.workspace.label(bench.team, "new"));

        assertEquals(Set.of("new"), board.update(task, changes).labels());
        assertEquals(List.of("new"), inLinear());
    }

    @Test
    void a_label_that_would_name_a_worker_is_refused() {
        OnBoard board = new OnBoard(bench.ready());

        assertThrows(BoardFailure.Rejected.class, () -> board.create(labelled("x", "holder: worker-1")));
        assertEquals(List.of(), inLinear());
    }

    @Test
    void labels_and_assignees_of_people_outlast_every_change() {
        Node theirs = bench.linear.workspace.label(bench.team, "theirs");
        Node issue = bench.linear.workspace.issue(bench.team, "shared");
        issue.list("labels").add(theirs);
        OnBoard board = new OnBoard(bench.ready());
        Task task = board.assign(board.provider().task(issue.id()), "worker-1");
        board.update(
                task,
                TaskChanges.builder()
                        .name("renamed")
                        .addedLabels(Set.of("ours"))
                        .removedLabels(Set.of("absent"))
                        .build());

        assertEquals(
                List.of("holder: worker-1", "ours", "theirs"),
                issue.list("labels").stream()
                        .map(label -> label.text("name"))
                        .sorted()
                        .toList());
    }
}
