package dev.holdfast.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HttpTest {

    private static final URI URL = URI.create("https://board.example/hidden");

    @Test
    void a_header_that_is_set_again_whatever_its_case_replaces_the_first() {
        HttpCall call = HttpCall.of("GET", URL).with("Accept", "a").with("ACCEPT", "b");

        assertEquals(List.of("b"), List.copyOf(call.headers().values()));
    }

    @Test
    void a_call_shows_neither_address_nor_headers_nor_body() {
        HttpCall call = HttpCall.of("POST", URL).with("X-Api-Key", "hidden").with(Content.of("hidden"));

        assertFalse(call.toString().contains("hidden"));
    }

    @Test
    void a_call_lasts_no_longer_than_its_deadline_and_none_begins_after_it() {
        Duration limit = HttpCall.of("GET", URL)
                .by(Deadline.after(Duration.ofSeconds(2)))
                .limit();

        assertTrue(limit.compareTo(Duration.ofSeconds(2)) <= 0, limit::toString);
        assertEquals(
                HttpCall.LONGEST,
                HttpCall.of("GET", URL).by(Deadline.after(Duration.ofDays(1))).limit());
        assertThrows(
                BoardFailure.Unavailable.class, () -> HttpCall.of("GET", URL).by(Deadline.after(Duration.ZERO)));
    }

    @Test
    void headers_of_an_answer_are_found_whatever_their_case() {
        HttpAnswer answer = new HttpAnswer(200, Map.of("ETag", List.of("\"1\"", "\"2\"")), Content.EMPTY);

        assertEquals(Optional.of("\"1\""), answer.header("etag"));
        assertEquals(Optional.empty(), answer.header("last-modified"));
    }

    @Test
    void statuses_that_refuse_are_failures_by_what_to_do_next() {
        assertInstanceOf(BoardFailure.Unauthorized.class, status(401).failure());
        assertInstanceOf(BoardFailure.Unauthorized.class, status(403).failure());
        assertInstanceOf(BoardFailure.NotFound.class, status(404).failure());
        assertInstanceOf(BoardFailure.NotFound.class, status(410).failure());
        assertInstanceOf(BoardFailure.Rejected.class, status(422).failure());
        assertInstanceOf(BoardFailure.Unavailable.class, status(302).failure());
        assertInstanceOf(BoardFailure.Unavailable.class, status(408).failure());
        assertInstanceOf(BoardFailure.Unavailable.class, status(503).failure());
        assertEquals(Optional.of(Duration.ofMinutes(1)), status(429).failure().retryAfter());
    }

    @Test
    void the_wait_that_a_back_end_asks_for_is_told() {
        Map<String, List<String>> headers = Map.of("Retry-After", List.of("7"));

        for (int status : List.of(429, 503)) {
            assertEquals(
                    Optional.of(Duration.ofSeconds(7)),
                    new HttpAnswer(status, headers, Content.EMPTY).failure().retryAfter());
        }
    }

    @Test
    void a_host_without_a_way_out_says_so() {
        ProviderContext context = ProviderContext.of(Clock.systemUTC());

        assertThrows(IllegalStateException.class, context::http);
    }

    @Test
    void a_mark_in_a_text_is_found_and_taken_out_again() {
        UUID id = UUID.randomUUID();
        for (String text : List.of("", "said", "two\n\nparts", "ends with a line\n")) {
            String marked = CommandMark.put(text, id);

            assertEquals(Optional.of(id), CommandMark.find(marked));
            assertEquals(text, CommandMark.strip(marked));
        }
        assertEquals(Optional.empty(), CommandMark.find("<!-- holdfast:no -->"));
        assertEquals("plain ", CommandMark.strip("plain "));
    }

    @Test
    void a_status_without_a_column_is_missing() {
        Board board = new Board("1", "b", List.of(new Column("1", "In Review", Status.IN_PROGRESS)), null);
        BoardCheck check = BoardCheck.of(board);

        assertEquals(Map.of("column In Review", "IN_PROGRESS"), check.mapping());
        assertEquals(3, check.missing().size());
    }

    private static HttpAnswer status(int status) {
        return new HttpAnswer(status, Map.of(), Content.EMPTY);
    }
}
