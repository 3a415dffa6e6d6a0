package dev.holdfast.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.spi.Capability;
import dev.holdfast.spi.Priority;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskDraft;
import dev.holdfast.spi.TaskDraftBuilder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tasks with every field that the provider under test keeps, and how they are compared. */
final class Drafts {

    static final Instant DUE = Instant.parse("2031-03-01T12:00:00Z");

    private Drafts() {}

    /** Needs two more tasks where the provider keeps dependencies and parents. */
    static TaskDraft full(Bench bench, String name) {
        TaskDraftBuilder draft =
                TaskDraft.named(name).description("What it is about").labels(Set.of("red", "green"));
        for (Capability capability : bench.provider().capabilities()) {
            with(draft, capability, () -> bench.create("needed by " + name).id());
        }
        return draft.build();
    }

    /** Uses the field of a capability; without one for those that are no field. */
    static boolean with(TaskDraftBuilder draft, Capability capability, Supplier<String> other) {
        switch (capability) {
            case SUBTASKS -> draft.parent(other.get());
            case PRIORITIES -> draft.priority(Priority.HIGH);
            case DEPENDENCIES -> draft.dependencies(Set.of(other.get()));
            case DUE_DATES -> draft.dueDate(DUE);
            case HOURS -> draft.estimatedHours(new BigDecimal("2.5"));
            case ACCEPTANCE_CRITERIA -> draft.acceptanceCriteria(List.of("It runs", "It is fast"));
            case ATTACHMENTS, ATOMIC_ASSIGNMENT, COMMAND_MEMORY -> {
                return false;
            }
        }
        return true;
    }

    /** Compares everything but when the task was changed; hours by value. */
    static void assertSameTask(Task expected, Task actual) {
        assertEquals(plain(expected, expected), plain(actual, expected));
    }

    private static Task plain(Task task, Task times) {
        return task.toBuilder()
                .updatedAt(times.updatedAt())
                .estimatedHours(plain(task.estimatedHours()))
                .actualHours(plain(task.actualHours()))
                .build();
    }

    private static @Nullable BigDecimal plain(@Nullable BigDecimal hours) {
        return hours == null ? null : hours.stripTrailingZeros();
    }
}
