package dev.holdfast.planka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.Fault;
import dev.holdfast.kit.Faults;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.Page;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskDraft;
import dev.holdfast.spi.TaskFilter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What reading costs, and when it is not possible. */
class ReadingTest {

    private final Bed bed = new Bed();
    private final BoardProvider provider = bed.ready();

    @AfterEach
    void close() {
        provider.close();
        bed.close();
    }

    @Test
    void a_poll_that_finds_nothing_new_is_one_call_without_an_answer_to_read() {
        Task task = Bed.create(provider, "there");
        bed.standIn().forget();

        assertEquals(List.of(task), provider.tasks(TaskFilter.all()).items());
        assertEquals(task, provider.task(task.id()));
        assertEquals(1, provider.metrics().total());
        assertEquals(List.of("GET 304", "GET 304", "GET 304"), bed.heard());
    }

    @Test
    void what_others_change_is_seen_at_once() {
        Task task = Bed.create(provider, "there");
        bed.standIn().change(() -> bed.row("cards", "id", task.id()).put("name", "renamed by hand"));

        assertEquals("renamed by hand", provider.task(task.id()).name());
    }

    @Test
    void a_page_goes_on_after_its_last_task_whatever_is_moved_or_taken_away_meanwhile() {
        List<Task> made = List.of("a", "b", "c", "d").stream()
                .map(name -> Bed.create(provider, name))
                .toList();
        Page<Task> first = provider.tasks(TaskFilter.all().withLimit(2));
        bed.standIn().change(() -> {
            bed.standIn().world.delete("cards", bed.row("cards", "name", "b"));
            bed.row("cards", "name", "d").put("position", 1);
        });

        Page<Task> second = provider.tasks(TaskFilter.all().withLimit(2).after(first.nextCursor()));
        assertEquals(
                made.subList(2, 4).stream().map(Task::id).toList(),
                second.items().stream().map(Task::id).toList());
    }

    @Test
    void a_board_that_has_become_too_large_says_so() {
        for (int i = 0; i < 14; i++) {
            Task _ = Bed.create(
                    provider,
                    TaskDraft.named("large " + i)
                            .description("x".repeat(60_000))
                            .build());
        }
        assertTrue(provider.check().missing().stream().anyMatch(line -> line.contains("KiB")));
        bed.standIn().change(() -> bed.row("cards", "name", "large 0").put("description", "x".repeat(500_000)));

        BoardFailure failure = assertThrows(BoardFailure.Unsupported.class, () -> provider.tasks(TaskFilter.all()));
        assertTrue(String.valueOf(failure.getMessage()).contains("archive"), failure::getMessage);
    }

    @Test
    void while_a_limit_lasts_the_server_is_not_asked() {
        try (Faults.Injected _ = bed.standIn().faults.inject(Fault.RATE_LIMIT).orElseThrow()) {
            assertThrows(BoardFailure.RateLimited.class, provider::board);
        }
        bed.standIn().forget();
        BoardFailure.RateLimited still = assertThrows(BoardFailure.RateLimited.class, provider::board);
        assertTrue(still.retryAfter().orElseThrow().compareTo(Fault.RETRY_AFTER) <= 0);
        assertEquals(List.of(), bed.heard());

        bed.clock().advance(Fault.RETRY_AFTER.plus(Duration.ofMillis(1)));
        assertEquals("Holdfast", provider.board().name());
    }

    @Test
    void archived_cards_are_no_tasks() {
        Task task = Bed.create(provider, "archived");
        bed.standIn()
                .change(() -> bed.row("cards", "id", task.id())
                        .put(
                                "listId",
                                bed.row("lists", "type", "archive").path("id").textValue()));

        assertThrows(BoardFailure.NotFound.class, () -> provider.task(task.id()));
        assertEquals(0, provider.metrics().total());
    }

    @Test
    void other_boards_of_the_account_are_told_too() {
        bed.standIn()
                .boards
                .newBoard(World.object()
                        .put("name", "Other")
                        .put("projectId", bed.standIn().project.path("id").textValue()));

        assertEquals(
                List.of("Holdfast", "Other"),
                provider.boards().stream().map(it -> it.name()).toList());
    }
}
