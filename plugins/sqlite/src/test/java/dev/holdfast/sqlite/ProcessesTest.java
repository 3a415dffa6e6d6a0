package dev.holdfast.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.Page;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskDraft;
import dev.holdfast.spi.TaskFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class ProcessesTest {

    @TempDir
    private Path directory;

    @Test
    void two_processes_pass_the_kit_on_one_file_at_the_same_time() throws IOException, InterruptedException {
        Process one = SecondProcess.start("kit", directory, "");
        Process two = SecondProcess.start("kit", directory, "");

        String first = SecondProcess.result(one);
        assertTrue(first.matches("\\d{2,} passed, 0 failed"), first);
        assertEquals(first, SecondProcess.result(two));
    }

    @Test
    void of_two_processes_that_take_tasks_at_once_one_gets_each() throws IOException, InterruptedException {
        createTasks(200);
        Process one = SecondProcess.start("take", directory, "worker-1");
        Process two = SecondProcess.start("take", directory, "worker-2");
        int first = count(SecondProcess.result(one));
        int second = count(SecondProcess.result(two));

        assertEquals(200, first + second);
        assertEquals(first, heldBy("worker-1"));
        assertEquals(second, heldBy("worker-2"));
    }

    private void createTasks(int count) {
        try (BoardProvider provider = Providers.of(directory, "Board")) {
            provider.connect();
            provider.setUp();
            for (int i = 0; i < count; i++) {
                provider.apply(new BoardCommand.Create(
                        UUID.randomUUID(), TaskDraft.named("task " + i).build()));
            }
        }
    }

    private int heldBy(String worker) {
        try (BoardProvider provider = Providers.of(directory, "Board")) {
            provider.connect();
            List<Task> held = Page.all(cursor ->
                    provider.tasks(TaskFilter.all().withAssignee(worker).after(cursor)));
            return held.size();
        }
    }

    private static int count(String ids) {
        return ids.isEmpty() ? 0 : ids.split(",", -1).length;
    }
}
