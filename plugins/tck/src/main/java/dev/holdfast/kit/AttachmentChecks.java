package dev.holdfast.kit;

import static dev.holdfast.kit.Bench.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.spi.Attachment;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Capability;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.Task;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Files on tasks, or a clear word that there are none. */
interface AttachmentChecks extends Checks {

    @Test
    default void a_file_comes_back_byte_for_byte() {
        Task task = withAttachments();
        byte[] bytes = new byte[300_000];
        new Random(7).nextBytes(bytes);
        Attachment made = attach(task, "Übersicht 1.bin", Content.of(bytes));

        assertEquals(Content.of(bytes), bench().provider().download(task.id(), made.id()));
        assertEquals("Übersicht 1.bin", made.name());
        assertEquals(300_000, made.size());
        assertEquals(List.of(made), bench().provider().attachments(task.id()));
    }

    @Test
    default void an_empty_file_is_kept() {
        Task task = withAttachments();
        Attachment made = attach(task, "empty.txt", Content.of(new byte[0]));

        assertEquals(0, bench().provider().download(task.id(), made.id()).size());
    }

    @Test
    default void two_files_of_one_name_are_two() {
        Task task = withAttachments();
        Attachment one = attach(task, "log.txt", Content.of(new byte[] {1}));
        Attachment two = attach(task, "log.txt", Content.of(new byte[] {2}));

        assertEquals(List.of(one, two), bench().provider().attachments(task.id()));
        assertEquals(Content.of(new byte[] {1}), bench().provider().download(task.id(), one.id()));
        assertEquals(Content.of(new byte[] {2}), bench().provider().download(task.id(), two.id()));
    }

    @Test
    default void a_detached_file_is_gone_and_the_others_stay() {
        Task task = withAttachments();
        Attachment gone = attach(task, "gone.txt", Content.of(new byte[] {1}));
        Attachment stays = attach(task, "stays.txt", Content.of(new byte[] {2}));
        CommandResult result = bench().provider().apply(new BoardCommand.Detach(id(), task.id(), gone.id()));

        assertEquals(new CommandResult.Detached(gone.id()), result);
        assertEquals(List.of(stays), bench().provider().attachments(task.id()));
        assertThrows(BoardFailure.NotFound.class, () -> bench().provider().download(task.id(), gone.id()));
    }

    @Test
    default void a_file_that_is_not_there_is_not_found() {
        Task task = withAttachments();
        Task other = bench().create("other");
        Attachment elsewhere = attach(other, "log.txt", Content.of(new byte[] {1}));

        assertThrows(BoardFailure.NotFound.class, () -> bench().provider().download(task.id(), elsewhere.id()));
        assertThrows(
                BoardFailure.NotFound.class,
                () -> bench().provider().apply(new BoardCommand.Detach(id(), task.id(), elsewhere.id())));
        assertEquals(List.of(elsewhere), bench().provider().attachments(other.id()));
    }

    @Test
    default void a_provider_without_attachments_says_so() {
        assumeTrue(!bench().has(Capability.ATTACHMENTS), "The provider declares attachments");
        Task task = bench().create("no files");
        Content content = Content.of(new byte[] {1});

        assertThrows(
                BoardFailure.Unsupported.class,
                () -> bench().provider()
                        .apply(new BoardCommand.Attach(id(), task.id(), "a.txt", "text/plain", content)));
        assertThrows(BoardFailure.Unsupported.class, () -> bench().provider().attachments(task.id()));
        assertThrows(BoardFailure.Unsupported.class, () -> bench().provider().download(task.id(), "1"));
    }

    @Test
    default void a_repeated_attach_makes_one_file() {
        Task task = withAttachments();
        BoardCommand attach =
                new BoardCommand.Attach(id(), task.id(), "once.txt", "text/plain", Content.of(new byte[] {1}));
        CommandResult first = bench().provider().apply(attach);

        assertEquals(first, bench().provider().apply(attach));
        assertEquals(1, bench().provider().attachments(task.id()).size());
    }

    private Task withAttachments() {
        bench().needs(Capability.ATTACHMENTS);
        return bench().create("with files");
    }

    private Attachment attach(Task task, String name, Content content) {
        CommandResult result = bench().provider()
                .apply(new BoardCommand.Attach(id(), task.id(), name, "application/octet-stream", content));
        return assertInstanceOf(CommandResult.Attached.class, result).attachment();
    }
}
