package dev.holdfast.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Board BOARD = Board.standard("b", "Board");
    private static final UUID ID = new UUID(0, 1);

    @Test
    void changes_touch_only_what_they_name() {
        Task before = TaskDraft.named("Write")
                .description("text")
                .priority(Priority.HIGH)
                .estimatedHours(BigDecimal.TWO)
                .labels(Set.of("a", "b"))
                .build()
                .toTask("1", BOARD, NOW);

        Task after = TaskChanges.builder()
                .name("Rewrite")
                .addedLabels(Set.of("c"))
                .removedLabels(Set.of("a", "absent"))
                .cleared(Set.of(TaskChanges.Field.ESTIMATED_HOURS))
                .build()
                .applyTo(before);

        assertEquals(
                before.toBuilder()
                        .name("Rewrite")
                        .labels(Set.of("b", "c"))
                        .estimatedHours(null)
                        .build(),
                after);
    }

    @Test
    void pages_of_a_list_hold_every_item_once() {
        List<String> all = List.of("a", "b", "c", "d", "e");
        Page<String> first = Page.of(all, item -> item, 2, null);
        Page<String> second = Page.of(all, item -> item, 2, first.nextCursor());
        Page<String> third = Page.of(all, item -> item, 2, second.nextCursor());

        assertEquals(new Page<>(List.of("a", "b"), "b"), first);
        assertEquals(new Page<>(List.of("c", "d"), "d"), second);
        assertEquals(new Page<>(List.of("e"), null), third);
        assertThrows(BoardFailure.Rejected.class, () -> Page.of(all, item -> item, 2, "z"));
    }

    @Test
    void what_is_out_of_bounds_is_rejected() {
        assertThrows(BoardFailure.Rejected.class, () -> TaskFilter.all().withLimit(0));
        assertThrows(BoardFailure.Rejected.class, () -> TaskFilter.all().withLimit(101));
        assertThrows(BoardFailure.Rejected.class, () -> TaskDraft.named(" ").build());
        assertThrows(
                BoardFailure.Rejected.class,
                () -> TaskDraft.named("x").description("y".repeat(61_441)).build());
        assertThrows(
                BoardFailure.Rejected.class,
                () -> TaskChanges.builder().actualHours(BigDecimal.valueOf(-1)).build());
        assertThrows(
                BoardFailure.Rejected.class, () -> new BoardCommand.ReportProgress(ID, "1", 101, null, "too much"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/b", "a\\b", "..", ".", "", " ", "a\nb"})
    void a_file_name_that_is_a_path_is_rejected(String name) {
        Content content = Content.of(new byte[0]);
        assertThrows(BoardFailure.Rejected.class, () -> new BoardCommand.Attach(ID, "1", name, "text/plain", content));
    }

    @Test
    void full_progress_is_done_whatever_the_status_says() {
        assertEquals(
                Optional.of(Status.DONE),
                new BoardCommand.ReportProgress(ID, "1", 100, Status.IN_PROGRESS, "all").target());
        assertEquals(Optional.empty(), new BoardCommand.ReportProgress(ID, "1", 40, null, "some").target());
    }

    @Test
    void content_is_equal_by_bytes_and_keeps_none_that_others_can_change() {
        byte[] bytes = {1, 2};
        Content content = Content.of(bytes);
        bytes[0] = 9;
        content.bytes()[1] = 9;

        assertEquals(Content.of(new byte[] {1, 2}), content);
        assertEquals("Content[2 bytes]", content.toString());
    }

    @Test
    void failures_tell_what_to_do_next() {
        BoardFailure limited = new BoardFailure.RateLimited("Too many calls", Duration.ofSeconds(7));
        assertTrue(limited.passing());
        assertEquals(Optional.of(Duration.ofSeconds(7)), limited.retryAfter());
        assertFalse(new BoardFailure.Rejected("No").passing());
        assertEquals("This board has no due dates", new BoardFailure.Unsupported(Capability.DUE_DATES).getMessage());
    }
}
