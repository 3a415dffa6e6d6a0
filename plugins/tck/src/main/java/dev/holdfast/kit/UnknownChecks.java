package dev.holdfast.kit;

import static dev.holdfast.kit.Bench.id;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Capability;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.Severity;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskChanges;
import dev.holdfast.spi.TaskFilter;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tasks that do not exist. */
interface UnknownChecks extends Checks {

    @Test
    default void an_unknown_task_is_not_found() {
        String absent = absent(bench());

        assertThrows(BoardFailure.NotFound.class, () -> bench().provider().task(absent));
        assertThrows(BoardFailure.NotFound.class, () -> bench().provider().task("no id at all"));
    }

    @Test
    default void what_hangs_on_an_unknown_task_is_not_found() {
        String absent = absent(bench());

        assertThrows(BoardFailure.NotFound.class, () -> bench().provider().comments(absent, 10, null));
        assertThrows(BoardFailure.NotFound.class, () -> bench().provider().dependents(absent));
        if (bench().has(Capability.ATTACHMENTS)) {
            assertThrows(BoardFailure.NotFound.class, () -> bench().provider().attachments(absent));
        }
    }

    @Test
    default void an_update_of_an_unknown_task_is_not_found() {
        refused(new BoardCommand.Update(
                id(), absent(bench()), TaskChanges.builder().name("x").build()));
    }

    @Test
    default void a_move_of_an_unknown_task_is_not_found() {
        refused(new BoardCommand.Move(id(), absent(bench()), "done"));
    }

    @Test
    default void an_assignment_of_an_unknown_task_is_not_found() {
        String absent = absent(bench());
        refused(new BoardCommand.Assign(id(), absent, "worker-1"));
        refused(new BoardCommand.Unassign(id(), absent, "worker-1"));
    }

    @Test
    default void a_comment_on_an_unknown_task_is_not_found() {
        refused(new BoardCommand.AddComment(id(), absent(bench()), "hello"));
    }

    @Test
    default void a_report_on_an_unknown_task_is_not_found() {
        String absent = absent(bench());
        refused(new BoardCommand.ReportBlocker(id(), absent, "why", Severity.LOW));
        refused(new BoardCommand.ReportProgress(id(), absent, 100, null, "done"));
    }

    @Test
    default void a_file_for_an_unknown_task_is_not_found() {
        bench().needs(Capability.ATTACHMENTS);
        refused(new BoardCommand.Attach(id(), absent(bench()), "a.txt", "text/plain", Content.of(new byte[] {1})));
    }

    private void refused(BoardCommand command) {
        assertThrows(BoardFailure.NotFound.class, () -> bench().provider().apply(command), command::toString);
    }

    /** An id of the back end's own kind under which there is no task: that of a task with other digits and letters. */
    static String absent(Bench bench) {
        String id = bench.create("a task for the look of its id").id();
        Set<String> present =
                bench.tasks(TaskFilter.all()).stream().map(Task::id).collect(Collectors.toSet());
        // From above: what is created next may be counted on from here.
        return IntStream.rangeClosed(0, 7)
                .map(down -> '9' - down)
                .mapToObj(digit -> id.replaceAll("[\\p{L}\\p{N}]", Character.toString(digit)))
                .filter(other -> !present.contains(other))
                .findFirst()
                .orElseThrow();
    }
}
