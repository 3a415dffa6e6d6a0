package dev.holdfast.planka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskFilter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A session with user name and password. */
class LoginTest {

    private final Bed bed = new Bed();

    @AfterEach
    void close() {
        bed.close();
    }

    private static Map<String, String> login(String password, boolean acceptsTerms) {
        return Map.of("username", "bot", "password", password, "accept_terms", String.valueOf(acceptsTerms));
    }

    @Test
    void terms_that_nobody_accepted_keep_an_account_out_and_say_what_to_do() {
        try (BoardProvider provider = bed.with(login(StandIn.PASSWORD, false))) {
            BoardFailure failure = assertThrows(BoardFailure.Unauthorized.class, provider::connect);

            assertTrue(String.valueOf(failure.getMessage()).contains("accept_terms"), failure::getMessage);
        }
        assertTrue(bed.standIn().heard().stream()
                .noneMatch(heard -> heard.asked().path().endsWith("accept-terms")));
    }

    @Test
    void terms_are_accepted_where_the_configuration_says_so() {
        try (BoardProvider provider = bed.ready(login(StandIn.PASSWORD, true))) {
            assertEquals(List.of(), provider.tasks(TaskFilter.all()).items());
            assertEquals("bot", provider.check().account());
        }
    }

    @Test
    void a_wrong_password_is_told_as_such() {
        try (BoardProvider provider = bed.with(login("wrong", true))) {
            assertThrows(BoardFailure.Unauthorized.class, provider::connect);
        }
    }

    @Test
    void the_session_ends_with_the_provider() {
        BoardProvider provider = bed.ready(login(StandIn.PASSWORD, true));
        assertEquals(1, bed.standIn().world.all("sessions").size());
        provider.close();

        assertEquals(List.of(), bed.standIn().world.all("sessions"));
    }

    @Test
    void a_session_that_ended_before_its_time_is_begun_again() {
        try (BoardProvider provider = bed.ready(login(StandIn.PASSWORD, true))) {
            bed.standIn()
                    .change(() -> bed.standIn()
                            .world
                            .all("sessions")
                            .forEach(session -> bed.standIn().world.delete("sessions", session)));

            assertEquals("after", Bed.create(provider, "after").name());
        }
    }

    @Test
    void files_come_with_a_session_too() {
        try (BoardProvider provider = bed.ready(login(StandIn.PASSWORD, true))) {
            Task task = Bed.create(provider, "with a file");
            Content content = Content.of("bytes");
            CommandResult.Attached made = assertInstanceOf(
                    CommandResult.Attached.class,
                    provider.apply(
                            new BoardCommand.Attach(UUID.randomUUID(), task.id(), "a.txt", "text/plain", content)));

            assertEquals(content, provider.download(task.id(), made.attachment().id()));
        }
    }

    @Test
    void an_api_key_needs_no_session() {
        bed.ready().close();

        assertTrue(bed.standIn().heard().stream()
                .noneMatch(heard -> heard.asked().path().contains("access-tokens")));
    }
}
