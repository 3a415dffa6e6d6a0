package dev.holdfast.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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

    @Test
    void virtual_threads_that_wait_for_a_writer_let_it_go_on() throws Exception {
        CountDownLatch isWriting = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        List<Future<Boolean>> writes = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            writes.add(threads.submit(() -> write(() -> {
                isWriting.countDown();
                return mayEnd.await(1, TimeUnit.MINUTES);
            })));
            isWriting.await();
            for (int i = 0; i < 4 * Runtime.getRuntime().availableProcessors(); i++) {
                writes.add(threads.submit(() -> write(() -> true)));
            }
            Future<?> _ = threads.submit(mayEnd::countDown);
            for (Future<Boolean> write : writes) {
                assertTrue(write.get());
            }
        }
    }

    private boolean write(Callable<Boolean> work) {
        try (BoardFile shared = BoardFile.open(directory, "boards.db")) {
            return shared.write(_ -> {
                try {
                    return work.call();
                } catch (Exception failure) {
                    throw new IllegalStateException(failure);
                }
            });
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
