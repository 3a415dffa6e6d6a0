package dev.holdfast.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Comment;
import dev.holdfast.spi.Page;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskDraft;
import dev.holdfast.spi.TaskFilter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lists that are longer than a page. */
interface PagingChecks extends Checks {

    @Test
    default void tasks_beyond_one_page_are_all_read_once() {
        List<String> created = createMany(TaskFilter.MAX_LIMIT + 20);

        List<String> read =
                bench().tasks(TaskFilter.all()).stream().map(Task::id).toList();
        assertEquals(created.size(), read.size());
        assertEquals(Set.copyOf(created), Set.copyOf(read));
    }

    @Test
    default void a_page_holds_no_more_than_was_asked_for() {
        createMany(5);

        assertEquals(
                2,
                bench().provider().tasks(TaskFilter.all().withLimit(2)).items().size());
        assertEquals(5, bench().tasks(TaskFilter.all().withLimit(2)).size());
    }

    @Test
    default void the_last_page_has_no_cursor_even_when_it_is_full() {
        createMany(4);
        Page<Task> first = bench().provider().tasks(TaskFilter.all().withLimit(2));
        Page<Task> last = bench().provider().tasks(TaskFilter.all().withLimit(2).after(first.nextCursor()));

        assertEquals(2, last.items().size());
        assertNull(last.nextCursor());
    }

    @Test
    default void tasks_that_are_created_while_pages_are_read_hide_none() {
        List<String> created = createMany(4);
        Page<Task> first = bench().provider().tasks(TaskFilter.all().withLimit(2));
        bench().create("meanwhile");

        List<String> read = new ArrayList<>(first.items().stream().map(Task::id).toList());
        String cursor = first.nextCursor();
        assertNotNull(cursor);
        read.addAll(Bench.walk(next ->
                        bench().provider().tasks(TaskFilter.all().withLimit(2).after(next == null ? cursor : next)))
                .stream()
                .map(Task::id)
                .toList());
        for (String id : created) {
            assertEquals(1, Collections.frequency(read, id), () -> id + " in " + read);
        }
    }

    @Test
    default void a_filter_holds_on_every_page() {
        for (int i = 0; i < 6; i++) {
            bench().create(TaskDraft.named("task " + i)
                    .labels(Set.of(i % 2 == 0 ? "even" : "odd"))
                    .build());
        }

        assertEquals(
                List.of("task 1", "task 3", "task 5"),
                bench().names(TaskFilter.all().withLabel("odd").withLimit(1)));
    }

    @Test
    default void a_cursor_that_never_was_is_refused() {
        createMany(3);

        assertThrows(
                BoardFailure.Rejected.class,
                () -> bench().provider().tasks(TaskFilter.all().after("no cursor at all")));
    }

    @Test
    default void comments_beyond_one_page_are_all_read_in_order() {
        Task task = bench().create("discussed");
        List<String> said = IntStream.range(0, 60).mapToObj(i -> "comment " + i).toList();
        said.forEach(text -> bench().comment(task, text));

        assertEquals(said, bench().comments(task));
        List<String> inSteps = Bench.walk(cursor -> bench().provider().comments(task.id(), 7, cursor)).stream()
                .map(Comment::text)
                .toList();
        assertEquals(said, inSteps);
    }

    private List<String> createMany(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> bench().create("task " + i).id())
                .toList();
    }
}
