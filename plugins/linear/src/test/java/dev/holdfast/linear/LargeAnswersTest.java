package dev.holdfast.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.Page;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskFilter;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
