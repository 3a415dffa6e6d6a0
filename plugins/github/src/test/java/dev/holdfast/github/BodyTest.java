package dev.holdfast.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.spi.BoardFailure;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BodyTest {

    private static final UUID COMMAND = UUID.fromString("00000000-0000-4000-8000-000000000001");

    @Test
    void what_is_written_is_read_back() {
        for (String description : List.of("", "One", "Two\n\nparagraphs\n", "- [ ] a box\n\n### Acceptance criteria")) {
            for (List<String> criteria : List.of(
                    List.<String>of(),
                    List.of("It runs"),
                    List.of("It\n\nis", "  fast ", "- [ ] boxed", "<!-- x -->"))) {
                for (boolean unfinished : List.of(true, false)) {
                    Body body = new Body(description, criteria, unfinished, COMMAND);

                    assertEquals(body, Body.of(body.text()));
                }
            }
        }
    }

    @Test
    void boxes_that_people_ticked_are_criteria_still_and_what_they_add_below_is_kept() {
        String text = new Body("About", List.of("It runs", "It is fast"), false, COMMAND).text();
        Body read = Body.of(
                text.replace("- [ ] It runs", "- [x] It runs").replace("It is fast", "It is fast\n\nSee the wiki"));

        assertEquals(List.of("It runs", "It is fast"), read.criteria());
        assertEquals("About\n\nSee the wiki", read.description());
        assertEquals(COMMAND, read.command());
    }

    @Test
    void a_text_that_would_be_read_as_something_else_is_refused() {
        String criteria = new Body("", List.of("It runs"), false, null).text();

        assertThrows(BoardFailure.Rejected.class, () -> new Body(criteria, List.of(), false, COMMAND).text());
        assertThrows(
                BoardFailure.Rejected.class,
                () -> new Body("x".repeat(61_440), List.of("y".repeat(5_000)), false, COMMAND).text());
    }
}
