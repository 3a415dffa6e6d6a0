package dev.holdfast.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.spi.Board;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.ProviderConfig;
import dev.holdfast.spi.ProviderContext;
import dev.holdfast.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionsTest {
    @TempDir
    private Path files;

    private final SettableClock clock = new SettableClock();
    private final TroubledBoards boards = new TroubledBoards();
    private final Connections connections = new Connections(clock);

    @AfterEach
    void close() {
        connections.close();
        assertEquals(0, boards.open.get());
    }

    private static Connections.Id id(String tenant, int project, String digest) {
        return new Connections.Id(tenant, new UUID(0, project), "i", "troubled", digest);
    }

    private String use(Connections.Id id) {
        return connections.use(id, () -> make(id), provider -> provider.setUp().name());
    }

    /** A provider on a board that is named after its configuration. */
    private BoardProvider make(Connections.Id id) {
        Map<String, String> texts = Map.of("board", id.toString().substring(0, 60), "token", id.digest());
        return boards.create(
                ProviderConfig.of(boards.configuration(), texts),
                ProviderContext.of(clock, files.resolve(id.tenant())));
    }

    @Test
    void a_connection_is_made_once_for_a_project_and_its_configuration() {
        for (int i = 0; i < 5; i++) {
            use(id("acme", 1, "a"));
        }
        use(id("other", 1, "a"));
        use(id("acme", 2, "a"));

        assertEquals(3, boards.connected.get());
        assertEquals(3, connections.size());
    }

    @Test
    void another_configuration_of_a_project_takes_the_place_of_the_first() {
        use(id("acme", 1, "old secret"));
        use(id("acme", 1, "new secret"));

        assertEquals(List.of("old secret", "new secret"), boards.tokens);
        assertEquals(1, boards.open.get());
    }

    @Test
    void the_least_recently_used_goes_out_first_and_is_closed() {
        for (int i = 0; i < Connections.MOST; i++) {
            use(id("acme", i, "a"));
        }
        use(id("acme", 0, "a"));
        use(id("acme", Connections.MOST, "a"));

        assertEquals(Connections.MOST, boards.open.get());
        int before = boards.connected.get();
        use(id("acme", 0, "a"));
        assertEquals(before, boards.connected.get(), "the one just used stays");
        use(id("acme", 1, "a"));
        assertEquals(before + 1, boards.connected.get(), "the eldest was closed");
    }

    @Test
    void what_was_not_used_for_half_an_hour_is_closed_by_the_next_call() {
        use(id("acme", 1, "a"));
        clock.advance(Connections.IDLE.plus(Duration.ofSeconds(1)));
        use(id("acme", 2, "a"));

        assertEquals(1, boards.open.get());
    }

    @Test
    void a_connection_that_is_in_use_when_it_goes_out_is_closed_after_its_use() {
        AtomicReference<Board> seen = new AtomicReference<>();
        connections.use(id("acme", 1, "a"), () -> make(id("acme", 1, "a")), provider -> {
            use(id("acme", 1, "b"));
            assertEquals(2, boards.open.get());
            seen.set(provider.setUp());
            return true;
        });

        assertTrue(seen.get().columns().size() > 1);
        assertEquals(1, boards.open.get());
    }

    @Test
    void a_failed_connect_leaves_the_next_call_to_try_again() {
        boards.breakWith(() -> new BoardFailure.Unavailable("down"));
        assertThrows(BoardFailure.Unavailable.class, () -> use(id("acme", 1, "a")));
        boards.mend();

        assertFalse(use(id("acme", 1, "a")).isEmpty());
        assertEquals(1, boards.connected.get());
    }

    @Test
    void many_that_come_at_once_share_one_connection_and_never_anothers() throws Exception {
        List<Future<Boolean>> uses = new ArrayList<>();
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                Connections.Id id = id("t" + i % 4, i % 3, "a");
                uses.add(pool.submit(() -> use(id).equals(id.toString().substring(0, 60))));
            }
            for (Future<Boolean> use : uses) {
                assertTrue(use.get(), "the board of another");
            }
        }
        assertEquals(Connections.MOST, boards.open.get());
    }
}
