package dev.holdfast.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.spi.Attachment;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.TaskDraft;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files on a branch. */
class FilesTest {

    private static final int LARGEST = 6 * 1024 * 1024 - 4096;

    private final Bench bench = new Bench();
    private final BoardProvider provider = bench.ready(Map.of());

    @BeforeEach
    void task() {
        provider.apply(new BoardCommand.Create(
                UUID.randomUUID(), TaskDraft.named("with files").build()));
    }

    @AfterEach
    void stop() {
        provider.close();
        bench.close();
        bench.verify();
    }

    private static BoardCommand file(int size) {
        return new BoardCommand.Attach(
                UUID.randomUUID(), "1", "a b,c%.bin", "text/plain; charset=\"x/y\"", Content.of(new byte[size]));
    }

    @Test
    void the_largest_file_comes_back_and_one_byte_more_is_refused() {
        CommandResult made = provider.apply(file(LARGEST));
        Attachment attachment =
                assertInstanceOf(CommandResult.Attached.class, made).attachment();

        assertEquals(LARGEST, provider.download("1", attachment.id()).size());
        assertEquals(List.of(attachment), provider.attachments("1"));
        assertThrows(BoardFailure.Rejected.class, () -> provider.apply(file(LARGEST + 1)));
    }

    @Test
    void a_file_whose_reply_was_lost_is_there_once() {
        BoardCommand attach = file(3);
        bench.github.faults.lose(1, call -> call.method().equals("PUT"));
        assertThrows(BoardFailure.Unavailable.class, () -> provider.apply(attach));
        provider.apply(attach);

        assertEquals(1, provider.attachments("1").size());
    }

    @Test
    void what_people_put_there_is_no_attachment() {
        Map<String, byte[]> files = Objects.requireNonNull(bench.github.world.branches.get("holdfast-attachments"));
        files.put("attachments/1/notes.txt", new byte[1]);
        files.put("attachments/1/by,hand,text/notes.txt", new byte[1]);

        assertEquals(List.of(), provider.attachments("1"));
    }
}
