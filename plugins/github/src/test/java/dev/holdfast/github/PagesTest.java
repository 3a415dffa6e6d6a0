package dev.holdfast.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.Comment;
import dev.holdfast.spi.Page;
import dev.holdfast.spi.TaskFilter;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lists that are long, or change while they are read. */
class PagesTest {

    private final Bench bench = new Bench();
    private final World world = bench.github.world;
    private final BoardProvider provider = bench.ready(Map.of());

    @AfterEach
    void stop() {
        provider.close();
        bench.close();
        bench.verify();
    }

    @Test
    void comments_go_on_in_order_when_one_before_was_deleted() {
        World.IssueRow issue = world.add("discussed", "");
        world.put(world.project(), issue);
        for (int i = 0; i < 150; i++) {
            issue.comments.add(world.new CommentRow("comment " + i));
        }
        Page<Comment> first = provider.comments("1", 70, null);
        issue.comments.subList(0, 10).clear();
        Page<Comment> second = provider.comments("1", 70, first.nextCursor());
        Page<Comment> third = provider.comments("1", 70, second.nextCursor());

        assertEquals("comment 70", second.items().getFirst().text());
        assertEquals("comment 140", third.items().getFirst().text());
        assertEquals(10, third.items().size());
        assertNull(third.nextCursor());
        assertThrows(BoardFailure.Rejected.class, () -> provider.comments("1", 70, "no cursor"));
    }

    @Test
    void a_cursor_far_behind_the_end_leads_back_in_few_calls() {
        World.IssueRow issue = world.add("discussed", "");
        world.put(world.project(), issue);
        issue.comments.add(world.new CommentRow("only"));
        bench.github.calls.clear();

        assertEquals(
                "only",
                provider.comments("1", 70, "999999999-0").items().getFirst().text());
        assertTrue(bench.github.calls.size() < 40, () -> bench.github.calls.size() + " calls");
    }

    @Test
    void a_hundred_of_the_longest_descriptions_are_read_in_smaller_pages() {
        for (int i = 0; i < 40; i++) {
            world.put(world.project(), world.add("long " + i, "x".repeat(61_440)));
        }

        assertEquals(
                40,
                Page.all(cursor -> provider.tasks(TaskFilter.all().after(cursor)))
                        .size());
    }
}
