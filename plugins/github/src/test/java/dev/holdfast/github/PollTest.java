package dev.holdfast.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskDraft;
import dev.holdfast.spi.TaskFilter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Asking again and again. */
class PollTest {

    private final Bench bench = new Bench();
    private final World world = bench.github.world;
    private final BoardProvider provider = bench.ready(Map.of());
    private final BoardProvider other = bench.ready(Map.of());

    @BeforeEach
    void one() {
        other.apply(new BoardCommand.Create(
                UUID.randomUUID(), TaskDraft.named("one").build()));
        bench.github.clock.advance(Duration.ofSeconds(10));
        assertEquals(List.of("one"), free());
        assertEquals(List.of("one"), free());
    }

    @AfterEach
    void stop() {
        provider.close();
        other.close();
        bench.close();
        bench.verify();
    }

    private List<String> free() {
        return provider.tasks(TaskFilter.free()).items().stream()
                .map(Task::name)
                .toList();
    }

    private int left() {
        return bench.github.restLeft.get() + bench.github.graphLeft.get();
    }

    @Test
    void a_poll_that_finds_nothing_new_costs_nothing_of_the_limit() {
        int before = left();
        for (int i = 0; i < 10; i++) {
            assertEquals(List.of("one"), free());
        }

        assertEquals(before, left());
    }

    @Test
    void what_others_change_is_seen_by_the_next_poll() {
        other.apply(new BoardCommand.Create(
                UUID.randomUUID(), TaskDraft.named("two").build()));
        assertEquals(List.of("one", "two"), free());
        other.apply(new BoardCommand.Assign(UUID.randomUUID(), "1", "worker-1"));
        assertEquals(List.of("two"), free());
        world.at(2).title = "renamed";
        world.at(2).touch();
        assertEquals(List.of("renamed"), free());
    }

    @Test
    void two_changes_within_a_second_are_both_seen() {
        bench.github.clock.advance(Duration.ofSeconds(10));
        world.at(1).title = "first";
        world.at(1).touch();
        assertEquals(List.of("first"), free());
        world.at(1).title = "second";
        world.at(1).touch();

        assertEquals(List.of("second"), free());
    }

    @Test
    void what_shows_nowhere_else_is_seen_after_a_minute() {
        world.at(1).title = "silently";
        bench.github.clock.advance(Duration.ofMinutes(1));

        assertEquals(List.of("silently"), free());
    }

    @Test
    void a_server_without_projects_over_rest_is_asked_each_time() {
        world.restProjects = false;
        world.at(1).title = "silently";

        assertEquals(List.of("silently"), free());
    }

    @Test
    void comments_that_are_the_same_are_not_sent_again() {
        assertEquals(0, provider.comments("1", 10, null).items().size());
        int before = bench.github.restLeft.get();
        assertEquals(0, provider.comments("1", 10, null).items().size());

        assertEquals(before, bench.github.restLeft.get());
        assertTrue(bench.github.calls.getLast().headers().containsKey("if-none-match"));
    }
}
