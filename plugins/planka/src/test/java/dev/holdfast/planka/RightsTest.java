package dev.holdfast.planka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.Secret;
import dev.holdfast.spi.TaskFilter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Accounts that may not do everything. */
class RightsTest {

    private final Bed bed = new Bed();
    private final BoardProvider provider = bed.ready();
    private final ObjectNode guest = bed.standIn().user("guest").put("apiKey", "key-of-the-guest");

    @AfterEach
    void close() {
        provider.close();
        bed.close();
    }

    private BoardProvider asGuest() {
        BoardProvider other = bed.with(
                Map.of("api_key", "key-of-the-guest", "board", provider.board().id()));
        other.connect();
        return other;
    }

    private void join(String role) {
        ObjectNode _ = bed.standIn()
                .boards
                .member(bed.row("boards", "id", provider.board().id()), guest, role);
    }

    @Test
    void a_board_that_the_account_is_no_member_of_is_not_found() {
        assertThrows(BoardFailure.NotFound.class, () -> asGuest().board());
    }

    @Test
    void a_viewer_reads_and_is_told_what_it_takes_to_write() {
        join("viewer");
        BoardProvider viewer = asGuest();

        assertEquals(List.of(), viewer.tasks(TaskFilter.all()).items());
        BoardFailure refused = assertThrows(BoardFailure.Unauthorized.class, () -> Bed.create(viewer, "no"));
        assertTrue(String.valueOf(refused.getMessage()).contains("editor"), refused::getMessage);
        assertEquals(1, viewer.check().missing().size());
    }

    @Test
    void who_manages_the_project_must_join_the_board_to_write_and_does_by_setting_up() {
        bed.standIn()
                .change(() -> bed.standIn()
                        .world
                        .all("boardMemberships")
                        .forEach(row -> bed.standIn().world.delete("boardMemberships", row)));
        assertEquals(1, provider.check().missing().size());
        assertThrows(BoardFailure.Unauthorized.class, () -> Bed.create(provider, "no"));

        provider.setUp();
        assertEquals("yes", Bed.create(provider, "yes").name());
    }

    @Test
    void a_project_that_the_account_does_not_manage_takes_no_board() {
        BoardProvider other = bed.with(Map.of("api_key", "key-of-the-guest", "board_name", "Another"));
        other.connect();

        assertThrows(BoardFailure.class, other::setUp);
        assertEquals(1, bed.standIn().world.all("boards").size());
    }

    @Test
    void no_failure_and_no_text_form_shows_a_secret() {
        BoardProvider wrong = bed.with(Map.of("api_key", "key-of-nobody"));
        BoardFailure failure = assertThrows(BoardFailure.Unauthorized.class, wrong::connect);

        for (Object shown : List.of(failure, wrong, provider, new Proof.Key(Secret.of("key-of-nobody")))) {
            assertTrue(!shown.toString().contains("key-of-nobody"), shown::toString);
            assertTrue(!shown.toString().contains(StandIn.KEY), shown::toString);
        }
    }
}
