package dev.holdfast.planka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.Attachment;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.Task;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Files on cards. */
class FilesTest {

    private final Bed bed = new Bed();
    private final BoardProvider provider = bed.ready();
    private final Task task = Bed.create(provider, "with files");

    @AfterEach
    void close() {
        provider.close();
        bed.close();
    }

    private Attachment attach(UUID command, String name, Content content) {
        return assertInstanceOf(
                        CommandResult.Attached.class,
                        provider.apply(new BoardCommand.Attach(command, task.id(), name, "text/plain", content)))
                .attachment();
    }

    @Test
    void an_upload_whose_reply_was_lost_is_found_again() {
        UUID command = UUID.randomUUID();
        bed.standIn().faults.loseReplyToWrite(1);
        assertThrows(BoardFailure.Unavailable.class, () -> attach(command, "log.txt", Content.of("bytes")));

        Attachment found = attach(command, "log.txt", Content.of("bytes"));
        assertEquals(List.of(found), provider.attachments(task.id()));
        assertEquals("log.txt", found.name());
        assertEquals("text/plain", found.mediaType());
    }

    @Test
    void people_still_see_what_a_stored_file_is() {
        Attachment made = attach(UUID.randomUUID(), "Übersicht \"März\".final.PDF", Content.of("bytes"));
        String address =
                bed.row("attachments", "id", made.id()).path("data").path("url").textValue();

        assertTrue(address.matches(".*/bersicht-M-rz-final\\.[0-9a-f-]{36}\\.PDF"), address);
    }

    @Test
    void a_file_that_a_person_uploaded_is_read_by_the_name_that_it_is_stored_under() {
        bed.standIn().change(() -> {
            ObjectNode row = bed.standIn()
                    .world
                    .insert(
                            "attachments",
                            World.object()
                                    .put("type", "file")
                                    .put("name", "Plan.md")
                                    .put("cardId", task.id()));
            String id = row.path("id").textValue();
            row.putObject("data")
                    .put("size", 4)
                    .putNull("mimeType")
                    .put("url", "https://elsewhere.example/sub/attachments/" + id + "/download/Plän 100%.md");
            bed.standIn().world.keep(id + "/Plän 100%.md", new byte[] {1, 2, 3, 4});
        });
        Attachment file = provider.attachments(task.id()).getFirst();

        assertEquals(Content.of(new byte[] {1, 2, 3, 4}), provider.download(task.id(), file.id()));
    }

    @Test
    void links_are_no_files() {
        bed.standIn().change(() -> {
            ObjectNode row =
                    World.object().put("type", "link").put("name", "docs").put("cardId", task.id());
            row.putObject("data").put("url", "https://example.com/docs");
            ObjectNode _ = bed.standIn().world.insert("attachments", row);
        });

        assertEquals(List.of(), provider.attachments(task.id()));
    }

    @Test
    void a_name_or_a_file_beyond_what_planka_takes_is_refused() {
        bed.standIn().forget();

        assertThrows(
                BoardFailure.Rejected.class, () -> attach(UUID.randomUUID(), "x".repeat(129), Content.of("bytes")));
        assertThrows(
                BoardFailure.Rejected.class,
                () -> attach(UUID.randomUUID(), "large.bin", Content.of(new byte[Content.MAX_BYTES])));
        assertTrue(bed.heard().stream().noneMatch(call -> call.startsWith("POST")));
    }
}
