package dev.holdfast.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.InvalidConfig;
import dev.holdfast.spi.Metrics;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskDraft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoardFileTest {

    @TempDir
    private Path directory;

    @Test
    void boards_of_one_file_do_not_see_each_other() {
        try (BoardProvider one = open("One");
                BoardProvider two = open("Two")) {
            Task task = create(one, UUID.randomUUID());

            assertEquals(List.of(one.board(), two.board()), two.boards());
            assertEquals(new Metrics(0, 0, 0, 0, 0), two.metrics());
            assertThrows(BoardFailure.NotFound.class, () -> two.task(task.id()));
            assertThrows(
                    BoardFailure.NotFound.class,
                    () -> two.apply(new BoardCommand.Move(UUID.randomUUID(), task.id(), "done")));
        }
    }

    @Test
    void what_was_written_is_there_when_the_file_is_opened_again() {
        UUID id = UUID.randomUUID();
        Task task;
        try (BoardProvider provider = open("Board")) {
            task = create(provider, id);
        }
        try (BoardProvider provider = open("Board")) {
            assertEquals(task, provider.task(task.id()));
            assertEquals(task, create(provider, id));
        }
    }

    @Test
    void a_board_that_nobody_set_up_is_not_found() {
        try (BoardProvider provider = Providers.of(directory, "Board")) {
            provider.connect();

            assertThrows(BoardFailure.NotFound.class, provider::board);
            assertThrows(BoardFailure.NotFound.class, provider::metrics);
        }
    }

    @Test
    void a_detached_file_leaves_the_disk_and_its_attach_is_still_answered() throws IOException {
        try (BoardProvider provider = open("Board")) {
            Task task = create(provider, UUID.randomUUID());
            BoardCommand attach = new BoardCommand.Attach(
                    UUID.randomUUID(), task.id(), "a.txt", "text/plain", Content.of(new byte[] {1}));
            CommandResult made = provider.apply(attach);
            assertEquals(1, files());

            if (made instanceof CommandResult.Attached(var attachment)) {
                provider.apply(new BoardCommand.Detach(UUID.randomUUID(), task.id(), attachment.id()));
            }
            assertEquals(0, files());
            assertEquals(made, provider.apply(attach));
            assertEquals(List.of(), provider.attachments(task.id()));
        }
    }

    @Test
    void a_file_of_a_newer_version_is_refused_and_left_alone() throws SQLException {
        open("Board").close();
        try (Connection raw = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("boards.db"))) {
            Sql.run(raw, "PRAGMA user_version = 99");
        }

        try (BoardProvider provider = Providers.of(directory, "Board")) {
            assertThrows(BoardFailure.Rejected.class, provider::connect);
        }
    }

    @Test
    void the_file_is_in_wal_mode() throws SQLException {
        open("Board").close();
        try (Connection raw = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("boards.db"))) {
            assertEquals(
                    "wal",
                    Sql.first(raw, "PRAGMA journal_mode", row -> row.getString(1))
                            .orElseThrow());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../boards", "a/b", "a.db", "boards?mode=memory"})
    void a_file_outside_the_data_directory_cannot_be_named(String file) {
        assertThrows(InvalidConfig.class, () -> Providers.of(directory, Map.of("file", file)));
    }

    private long files() throws IOException {
        try (Stream<Path> all = Files.list(directory.resolve("boards.files"))) {
            return all.count();
        }
    }

    private BoardProvider open(String board) {
        BoardProvider provider = Providers.of(directory, board);
        provider.connect();
        provider.setUp();
        return provider;
    }

    private static Task create(BoardProvider provider, UUID id) {
        CommandResult result = provider.apply(
                new BoardCommand.Create(id, TaskDraft.named("Write").build()));
        return ((CommandResult.OfTask) result).task();
    }
}
