package dev.holdfast.kit;

import static dev.holdfast.kit.Bench.id;
import static dev.holdfast.kit.Drafts.assertSameTask;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Capability;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.Severity;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskChanges;
import dev.holdfast.spi.TaskDraft;
import dev.holdfast.spi.TaskFilter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Tasks that do not exist, or not under this id. */
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

    @Test
    default void a_task_answers_to_one_spelling_of_its_id() {
        Task task = bench().create("spelled in one way");
        for (String other : otherSpellings(task.id())) {
            unknown(other, () -> bench().provider().task(other));
            unknown(other, () -> bench().provider().comments(other, 10, null));
            unknown(other, () -> bench().provider().dependents(other));
            unknown(other, () -> bench().provider().apply(new BoardCommand.Move(id(), other, "done")));
            unknown(
                    other,
                    () -> bench().provider().apply(new BoardCommand.ReportBlocker(id(), other, "why", Severity.LOW)));
            if (bench().has(Capability.DEPENDENCIES)) {
                TaskDraft waiting =
                        TaskDraft.named("waiting").dependencies(Set.of(other)).build();
                unknown(other, () -> bench().create(waiting));
            }
        }

        assertSameTask(task, bench().read(task));
        assertEquals(List.of(), bench().comments(task));
        assertEquals(List.of(task.name()), bench().names(TaskFilter.all()));
    }

    private static Set<String> otherSpellings(String id) {
        Set<String> others = new LinkedHashSet<>(List.of(
                id.toUpperCase(Locale.ROOT),
                id.toLowerCase(Locale.ROOT),
                "0" + id,
                "+" + id,
                "#" + id,
                " " + id,
                id + " ",
                id + "/",
                inArabicDigits(id)));
        others.remove(id);
        return others;
    }

    private static String inArabicDigits(String id) {
        return id.chars()
                .map(character -> character >= '0' && character <= '9' ? character - '0' + '\u0660' : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static void unknown(String id, Executable call) {
        BoardFailure failure = assertThrows(BoardFailure.class, call, () -> "A task answers to \"" + id + '"');
        assertTrue(
                failure instanceof BoardFailure.NotFound || failure instanceof BoardFailure.Rejected,
                () -> "\"" + id + "\": " + failure);
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
