package dev.holdfast.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskDraft;
import dev.holdfast.spi.TaskDraftBuilder;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Looks for what a command made before that do not come to their end. */
class CutLookTest {

    private final Bench bench = new Bench();
    private final World world = bench.github.world;
    private final BoardProvider provider = bench.ready(Map.of());

    @AfterEach
    void stop() {
        provider.close();
        bench.close();
        bench.verify();
    }

    private Task apply(BoardCommand command) {
        return assertInstanceOf(CommandResult.OfTask.class, provider.apply(command))
                .task();
    }

    private static BoardCommand.Create create(TaskDraftBuilder draft) {
        return new BoardCommand.Create(UUID.randomUUID(), draft.build());
    }

    private static boolean isList(Call call) {
        return call.method().equals("GET") && call.path().endsWith("/issues");
    }

    private static int offset(Call call) {
        return (call.number("page", 1, Integer.MAX_VALUE) - 1) * call.number("per_page", 30, 100);
    }

    @Test
    void a_look_for_what_was_made_before_goes_on_where_it_was_cut() {
        IntStream.range(0, 400).forEach(i -> world.add("older " + i, ""));
        BoardCommand create = create(TaskDraft.named("once"));
        bench.github.faults.lose(1000, call -> isList(call) && offset(call) >= 256);
        assertThrows(BoardFailure.Unavailable.class, () -> provider.apply(create));
        bench.github.faults.lose(0, _ -> false);
        bench.github.calls.clear();
        assertEquals("401", apply(create).id());

        List<Integer> offsets = bench.github.calls.stream()
                .filter(CutLookTest::isList)
                .map(CutLookTest::offset)
                .toList();
        assertEquals(List.of(192, 256, 320, 384, 0), offsets);
    }

    @Test
    void what_another_process_made_while_a_look_was_cut_is_found() {
        IntStream.range(0, 400).forEach(i -> world.add("older " + i, ""));
        BoardCommand create = create(TaskDraft.named("once"));
        bench.github.faults.lose(1000, call -> isList(call) && offset(call) >= 256);
        assertThrows(BoardFailure.Unavailable.class, () -> provider.apply(create));
        bench.github.faults.lose(0, _ -> false);
        BoardProvider other = bench.ready(Map.of());
        other.apply(create);

        assertEquals("401", apply(create).id());
        assertEquals(401, world.issues.size());
    }
}
