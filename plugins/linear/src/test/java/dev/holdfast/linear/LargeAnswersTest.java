package dev.holdfast.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.Comment;
import dev.holdfast.spi.Page;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskFilter;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LargeAnswersTest {

    private final Bench bench = new Bench();
    private final Workspace workspace = bench.linear.workspace;

    LargeAnswersTest() throws IOException {}

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void tasks_with_long_descriptions_are_read_in_parts_that_fit_into_an_answer() {
        for (int i = 0; i < 40; i++) {
            workspace.issue(bench.team, "long " + i).put("description", "ż".repeat(61_440));
        }
        BoardProvider provider = bench.ready();
        List<Task> tasks = Page.all(cursor -> provider.tasks(TaskFilter.all().after(cursor)));

        assertEquals(40, new HashSet<>(tasks).size());
        assertTrue(tasks.stream().allMatch(task -> task.description().length() == 61_440));
    }

    @Test
    void what_hangs_on_an_issue_is_read_to_its_end() {
        Node issue = workspace.issue(bench.team, "rich");
        for (int i = 0; i < 270; i++) {
            issue.list("labels").add(workspace.label(bench.team, "label " + i));
            issue.list("children").add(workspace.issue(bench.team, "part " + i).with("parent", issue));
            Node blocker = workspace.issue(bench.team, "blocker " + i);
            issue.list("inverseRelations")
                    .add(workspace.made(new Node().with("type", "blocks").with("issue", blocker)));
        }
        BoardProvider provider = bench.ready();
        Task read = provider.task(issue.id());
        Task listed =
                provider.tasks(TaskFilter.all().withLabel("label 7")).items().getFirst();

        assertEquals(
                List.of(270, 270, 270),
                List.of(
                        read.labels().size(),
                        read.subtasks().size(),
                        read.dependencies().size()));
        assertEquals(read, listed);
        assertEquals(issue.list("children").stream().map(Node::id).toList(), read.subtasks());
    }

    @Test
    void a_full_page_costs_less_than_linear_lets_one_call_cost() {
        IntStream.range(0, 120).forEach(i -> workspace.issue(bench.team, "task " + i));
        BoardProvider provider = bench.ready();

        assertEquals(100, provider.tasks(TaskFilter.all()).items().size());
    }

    private void issuesWithLabels(int issues, int labels) {
        List<Node> all = IntStream.range(0, labels)
                .mapToObj(i -> workspace.label(bench.team, "label " + i))
                .toList();
        for (int i = 0; i < issues; i++) {
            workspace.issue(bench.team, "task " + i).list("labels").addAll(all);
        }
    }

    @ParameterizedTest
    @CsvSource({"11, 2", "101, 3"})
    void a_page_of_issues_on_which_much_hangs_is_short_and_takes_few_calls(int labels, int most) {
        issuesWithLabels(25, labels);
        BoardProvider provider = bench.ready();
        int before = bench.linear.misbehaviour.calls();
        Page<Task> page = provider.tasks(TaskFilter.all());
        int calls = bench.linear.misbehaviour.calls() - before;
        List<Task> tasks = Page.all(cursor -> provider.tasks(TaskFilter.all().after(cursor)));

        assertEquals(most, calls);
        assertTrue(page.items().size() < 25);
        assertEquals(25, new HashSet<>(tasks).size());
        assertTrue(tasks.stream().allMatch(task -> task.labels().size() == labels));
    }

    @Test
    void dependents_on_which_much_hangs_are_read_in_few_calls() {
        issuesWithLabels(25, 11);
        Node blocker = workspace.issue(bench.team, "blocker");
        for (Node issue : List.copyOf(workspace.all("issues"))) {
            if (!issue.equals(blocker)) {
                blocker.list("relations")
                        .add(workspace.made(new Node().with("type", "blocks").with("relatedIssue", issue)));
            }
        }
        BoardProvider provider = bench.ready();
        int before = bench.linear.misbehaviour.calls();
        List<Task> dependents = provider.dependents(blocker.id());
        int calls = bench.linear.misbehaviour.calls() - before;

        assertEquals(25, dependents.size());
        assertTrue(dependents.stream().allMatch(task -> task.labels().size() == 11));
        assertEquals(5, calls);
    }

    @Test
    void comments_go_on_though_the_last_one_of_a_page_was_deleted() {
        Node issue = workspace.issue(bench.team, "discussed");
        for (String text : List.of("a", "b", "c")) {
            issue.list("comments").add(workspace.made(new Node().with("body", text)));
        }
        BoardProvider provider = bench.ready();
        Page<Comment> first = provider.comments(issue.id(), 2, null);
        issue.list("comments").remove(1);

        assertEquals(
                List.of("c"),
                provider.comments(issue.id(), 2, first.nextCursor()).items().stream()
                        .map(Comment::text)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "b", "2030-01-01T00:00:00Z", "2030-13-01T00:00:00Z|b", "|b"})
    void a_cursor_that_is_no_place_among_the_comments_is_refused(String cursor) {
        Node issue = workspace.issue(bench.team, "discussed");
        BoardProvider provider = bench.ready();

        assertThrows(BoardFailure.Rejected.class, () -> provider.comments(issue.id(), 2, cursor));
    }

    @Test
    void comments_are_oldest_first_however_many_there_are() {
        Node issue = workspace.issue(bench.team, "discussed");
        List<String> said =
                IntStream.range(0, 300).mapToObj(i -> "comment " + i).toList();
        for (String text : said) {
            issue.list("comments").add(workspace.made(new Node().with("body", text)));
        }
        BoardProvider provider = bench.ready();

        assertEquals(
                said,
                Page.all(cursor -> provider.comments(issue.id(), 100, cursor)).stream()
                        .map(comment -> comment.text())
                        .toList());
    }
}
