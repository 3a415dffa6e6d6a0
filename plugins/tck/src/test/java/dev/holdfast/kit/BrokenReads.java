package dev.holdfast.kit;

import dev.holdfast.spi.BoardCheck;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.Comment;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.Metrics;
import dev.holdfast.spi.Page;
import dev.holdfast.spi.Status;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskFilter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Providers that read wrongly. */
final class BrokenReads {

    private BrokenReads() {}

    static Stream<Mutant> all() {
        return Stream.of(
                Mutant.of(
                        "explains no column",
                        sound -> new Delegate(sound) {
                            @Override
                            public BoardCheck check() {
                                return new BoardCheck(null, Map.of(), List.of());
                            }
                        },
                        "after_set_up_nothing_is_missing_and_every_column_is_explained"),
                listing(
                        "reads only the first page of tasks",
                        (sound, filter) -> new Page<>(sound.tasks(filter).items(), null),
                        "a_filter_holds_on_every_page",
                        "a_page_holds_no_more_than_was_asked_for",
                        "tasks_beyond_one_page_are_all_read_once",
                        "tasks_that_are_created_while_pages_are_read_hide_none"),
                listing(
                        "ignores the limit of a page",
                        (sound, filter) -> sound.tasks(filter.withLimit(100)),
                        "a_page_holds_no_more_than_was_asked_for",
                        "tasks_that_are_created_while_pages_are_read_hide_none",
                        "the_last_page_has_no_cursor_even_when_it_is_full"),
                listing(
                        "offers the tasks that others hold",
                        (sound, filter) -> sound.tasks(new TaskFilter(
                                false,
                                filter.assignee(),
                                filter.available() ? Status.TODO : filter.status(),
                                filter.label(),
                                filter.limit(),
                                filter.cursor())),
                        "available_are_the_tasks_that_wait_and_that_nobody_holds"),
                listing(
                        "ignores the label of a filter",
                        (sound, filter) -> sound.tasks(new TaskFilter(
                                filter.available(),
                                filter.assignee(),
                                filter.status(),
                                null,
                                filter.limit(),
                                filter.cursor())),
                        "a_filter_holds_on_every_page",
                        "conditions_of_a_filter_all_hold",
                        "labels_differ_by_case_and_are_not_patterns",
                        "tasks_are_found_by_label"),
                listing("filters a page after it was cut", BrokenReads::filteredLate, "a_filter_holds_on_every_page"),
                listing(
                        "lists the newest task first, by position",
                        BrokenReads::newestFirst,
                        "a_cursor_that_never_was_is_refused",
                        "tasks_that_are_created_while_pages_are_read_hide_none"),
                listing(
                        "takes any cursor for the first page",
                        (sound, filter) -> {
                            try {
                                return sound.tasks(filter);
                            } catch (BoardFailure.Rejected _) {
                                return sound.tasks(filter.after(null));
                            }
                        },
                        "a_cursor_that_never_was_is_refused"),
                Mutant.of(
                        "reads a task whatever the case of its id",
                        sound -> new Delegate(sound) {
                            @Override
                            public Task task(String task) {
                                return sound.task(task.toLowerCase(Locale.ROOT));
                            }
                        },
                        "a_task_answers_to_one_spelling_of_its_id"),
                Mutant.of(
                        "reads only the first comments",
                        sound -> new Delegate(sound) {
                            @Override
                            public Page<Comment> comments(String task, int limit, @Nullable String cursor) {
                                return new Page<>(
                                        sound.comments(task, Math.min(limit, 50), null)
                                                .items(),
                                        null);
                            }
                        },
                        "comments_beyond_one_page_are_all_read_in_order"),
                Mutant.of(
                        "counts the first page as the whole",
                        sound -> new Delegate(sound) {
                            @Override
                            public Metrics metrics() {
                                return Metrics.of(sound.tasks(TaskFilter.all()).items());
                            }
                        },
                        "metrics_count_beyond_one_page"),
                Mutant.of(
                        "counts what is blocked as in progress",
                        sound -> new Delegate(sound) {
                            @Override
                            public Metrics metrics() {
                                Metrics all = sound.metrics();
                                return new Metrics(
                                        all.total(),
                                        all.backlog(),
                                        all.inProgress() + all.blocked(),
                                        all.completed(),
                                        0);
                            }
                        },
                        "metrics_are_a_count_of_the_tasks"),
                Mutant.of(
                        "corrupts files on the way",
                        sound -> new Delegate(sound) {
                            @Override
                            public Content download(String task, String attachment) {
                                byte[] bytes = sound.download(task, attachment).bytes();
                                return Content.of(
                                        new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
                            }
                        },
                        "a_file_comes_back_byte_for_byte"),
                Mutant.of(
                        "forgets who depends on a task",
                        sound -> new Delegate(sound) {
                            @Override
                            public List<Task> dependents(String task) {
                                return sound.dependents(task).stream().limit(1).toList();
                            }
                        },
                        "tasks_that_depend_on_one_are_found_by_it"));
    }

    private static Mutant listing(
            String name, BiFunction<BoardProvider, TaskFilter, Page<Task>> tasks, String... caught) {
        return Mutant.of(
                name,
                sound -> new Delegate(sound) {
                    @Override
                    public Page<Task> tasks(TaskFilter filter) {
                        return tasks.apply(sound, filter);
                    }
                },
                caught);
    }

    private static Page<Task> filteredLate(BoardProvider sound, TaskFilter filter) {
        Page<Task> page = sound.tasks(TaskFilter.all().withLimit(filter.limit()).after(filter.cursor()));
        List<Task> found = page.items().stream().filter(filter::matches).toList();
        return new Page<>(found, found.isEmpty() ? null : page.nextCursor());
    }

    private static Page<Task> newestFirst(BoardProvider sound, TaskFilter filter) {
        List<Task> all = new ArrayList<>(
                Page.all(cursor -> sound.tasks(filter.withLimit(100).after(cursor))));
        int from = filter.cursor() == null ? 0 : Integer.parseInt(filter.cursor());
        int to = Math.min(all.size(), from + filter.limit());
        return new Page<>(all.reversed().subList(from, to), to < all.size() ? String.valueOf(to) : null);
    }
}
