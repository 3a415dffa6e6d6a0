package dev.holdfast.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.holdfast.spi.Capability;
import dev.holdfast.spi.Column;
import dev.holdfast.spi.Priority;
import dev.holdfast.spi.Status;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskDraft;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Names of statuses and priorities, both ways. */
interface NameChecks extends Checks {

    @Test
    default void every_alias_of_a_status_reaches_a_column_of_it() {
        Task task = bench().create("moved");
        for (Status status : Status.values()) {
            for (String alias : status.aliases()) {
                bench().move(task, alias);

                assertEquals(status, bench().read(task).status(), alias);
            }
        }
    }

    @Test
    default void every_status_is_read_back_from_a_column_of_its_title() {
        Task task = bench().create("moved");
        for (Status status : Status.values()) {
            bench().move(task, status.title());

            assertEquals(status, bench().read(task).status());
            assertEquals(
                    status,
                    bench().provider()
                            .board()
                            .column(bench().read(task).column())
                            .status());
        }
    }

    @Test
    default void a_column_is_known_whatever_the_case_of_its_name() {
        Task task = bench().create("moved");
        for (Column column : bench().provider().board().columns()) {
            bench().move(task, column.name().toUpperCase(Locale.ROOT));

            assertEquals(column.name(), bench().read(task).column());
        }
    }

    @Test
    default void every_priority_and_none_is_read_back() {
        bench().needs(Capability.PRIORITIES);
        for (Priority priority : Priority.values()) {
            Task task = bench().create(
                            TaskDraft.named(priority.name()).priority(priority).build());

            assertEquals(priority, bench().read(task).priority());
        }
        assertNull(bench().read(bench().create("no priority")).priority());
    }
}
