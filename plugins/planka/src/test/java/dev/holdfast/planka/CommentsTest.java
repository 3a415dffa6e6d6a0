package dev.holdfast.planka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.Comment;
import dev.holdfast.spi.Page;
import dev.holdfast.spi.Severity;
import dev.holdfast.spi.Status;
import dev.holdfast.spi.Task;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Comments, which the server pages the other way round. */
class CommentsTest {

    private final Bed bed = new Bed();
    private final BoardProvider provider = bed.ready();
    private final Task task = Bed.create(provider, "discussed");

    @AfterEach
    void close() {
        provider.close();
        bed.close();
    }

    private void say(int count) {
        bed.standIn()
                .change(() -> IntStream.range(0, count).forEach(i -> {
                    ObjectNode _ = bed.standIn()
                            .world
                            .insert(
                                    "comments",
                                    World.object()
                                            .put("text", "said " + i)
                                            .put("cardId", task.id())
                                            .put(
                                                    "userId",
                                                    bed.standIn().bot.path("id").textValue()));
                }));
    }

    @Test
    void a_comment_is_found_again_under_hundreds_of_later_ones() {
        BoardCommand add = new BoardCommand.AddComment(UUID.randomUUID(), task.id(), "first");
        CommandResult first = provider.apply(add);
        say(449);

        assertEquals(first, provider.apply(add));
        assertEquals(450, bed.standIn().world.all("comments").size());
    }

    @Test
    void comments_are_paged_from_the_oldest_though_the_server_tells_the_newest_first() {
        say(100);
        List<String> all = Page.all(cursor -> provider.comments(task.id(), 33, cursor)).stream()
                .map(Comment::text)
                .toList();

        assertEquals(IntStream.range(0, 100).mapToObj(i -> "said " + i).toList(), all);
    }

    @Test
    void a_comment_made_between_two_pages_is_on_the_last_of_them() {
        say(3);
        Page<Comment> first = provider.comments(task.id(), 2, null);
        say(1);

        assertEquals(
                List.of("said 2", "said 0"),
                provider.comments(task.id(), 2, first.nextCursor()).items().stream()
                        .map(Comment::text)
                        .toList());
    }

    @Test
    void a_cursor_that_never_was_is_refused() {
        assertThrows(BoardFailure.Rejected.class, () -> provider.comments(task.id(), 2, "after-"));
    }

    @Test
    void whoever_comments_is_told_by_user_name() {
        CommandResult made = provider.apply(new BoardCommand.AddComment(UUID.randomUUID(), task.id(), "hello"));

        assertEquals("bot", ((CommandResult.OfComment) made).comment().author());
    }

    @Test
    void a_report_whose_comment_was_lost_moves_the_task_once_and_comments_once() {
        BoardCommand blocker = new BoardCommand.ReportBlocker(UUID.randomUUID(), task.id(), "why", Severity.HIGH);
        bed.standIn().faults.loseReplyToWrite(1);
        assertThrows(BoardFailure.Unavailable.class, () -> provider.apply(blocker));
        bed.standIn().faults.loseReplyToWrite(1);
        assertThrows(BoardFailure.Unavailable.class, () -> provider.apply(blocker));

        assertEquals(Status.BLOCKED, Bed.apply(provider, blocker).status());
        assertEquals(1, bed.standIn().world.all("comments").size());
    }

    @Test
    void a_report_that_is_repeated_late_does_not_move_the_task_back() {
        BoardCommand progress =
                new BoardCommand.ReportProgress(UUID.randomUUID(), task.id(), 10, Status.IN_PROGRESS, "begun");
        Task _ = Bed.apply(provider, progress);
        Task _ = Bed.apply(provider, new BoardCommand.Move(UUID.randomUUID(), task.id(), "done"));

        assertEquals(Status.DONE, Bed.apply(provider, progress).status());
    }
}
