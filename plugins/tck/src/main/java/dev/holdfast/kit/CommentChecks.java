package dev.holdfast.kit;

import static dev.holdfast.kit.Drafts.assertSameTask;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.spi.Comment;
import dev.holdfast.spi.Task;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said about a task. */
interface CommentChecks extends Checks {

    @Test
    default void a_comment_is_read_back_as_it_was_made() {
        Task task = bench().create("discussed");
        Comment made = bench().comment(task, "Looks good\nto me");

        assertEquals("Looks good\nto me", made.text());
        assertEquals(
                List.of(made), bench().provider().comments(task.id(), 10, null).items());
    }

    @Test
    default void a_task_without_comments_has_none() {
        bench().comment(bench().create("other"), "elsewhere");

        assertEquals(List.of(), bench().comments(bench().create("silent")));
    }

    @Test
    default void a_comment_changes_no_field_of_its_task() {
        Task task = bench().create(Drafts.full(bench(), "discussed"));
        bench().comment(task, "hello");

        assertSameTask(task, bench().read(task));
    }
}
