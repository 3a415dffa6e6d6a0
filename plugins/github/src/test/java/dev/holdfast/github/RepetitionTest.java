package dev.holdfast.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.kit.DirectHttp;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.Deadline;
import dev.holdfast.spi.HttpAnswer;
import dev.holdfast.spi.HttpCall;
import dev.holdfast.spi.HttpPort;
import dev.holdfast.spi.Priority;
import dev.holdfast.spi.ProviderConfig;
import dev.holdfast.spi.Status;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskDraft;
import dev.holdfast.spi.TaskDraftBuilder;
import dev.holdfast.spi.TaskFilter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands that were cut short, or meet another's. */
class RepetitionTest {

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
        return taskOf(provider.apply(command));
    }

    private static Task taskOf(CommandResult result) {
        return assertInstanceOf(CommandResult.OfTask.class, result).task();
    }

    private static BoardCommand.Create create(TaskDraftBuilder draft) {
        return new BoardCommand.Create(UUID.randomUUID(), draft.build());
    }

    @Test
    void a_report_of_the_end_that_was_cut_before_it_closed_the_issue_closes_it_when_repeated() {
        apply(create(TaskDraft.named("reported")));
        BoardCommand report = new BoardCommand.ReportProgress(UUID.randomUUID(), "1", 100, Status.DONE, "All of it");
        bench.github.faults.lose(1, Call::isWrite);
        assertThrows(BoardFailure.Unavailable.class, () -> provider.apply(report));
        assertNull(world.at(1).closedAs);

        assertEquals(Status.DONE, apply(report).status());
        assertEquals("completed", world.at(1).closedAs);
        assertEquals(1, world.at(1).comments.size());
    }

    @Test
    void a_create_that_succeeded_is_answered_whatever_became_of_what_it_named() {
        apply(create(TaskDraft.named("first")));
        BoardCommand create =
                create(TaskDraft.named("second").priority(Priority.HIGH).parent("1"));
        Task task = apply(create);
        world.at(1).deleted = true;
        world.project().fields.removeIf(field -> field.name.equals("Priority"));
        world.issuesEnabled = false;
        provider.board();

        assertEquals(task.id(), apply(create).id());
        assertEquals(2, world.issues.size());
    }

    @ParameterizedTest
    @CsvSource({"before, 1.5", "before,", "after, 1.5", "after,"})
    void a_repeated_create_finds_the_finished_one_of_two_issues(String duplicated, @Nullable BigDecimal hours) {
        List<HttpCall> posts = new ArrayList<>();
        HttpPort twice = call -> {
            if (isPost(call)) {
                posts.add(call);
            }
            if (posts.contains(call) && duplicated.equals("before")) {
                HttpAnswer _ = bench.http().send(call);
            }
            return bench.http().send(call);
        };
        try (BoardProvider duplicating = bench.provider(Map.of(), twice)) {
            duplicating.connect();
            BoardCommand create = create(TaskDraft.named("made twice").estimatedHours(hours));
            String made = taskOf(duplicating.apply(create)).id();
            if (duplicated.equals("after")) {
                posts.forEach(bench.http()::send);
            }

            assertEquals(made, taskOf(duplicating.apply(create)).id());
        }
        assertEquals(2, world.issues.size());
        assertEquals(1, idsOnBoard().size());
    }

    @Test
    void of_two_unfinished_issues_the_one_on_the_board_is_completed() {
        BoardCommand create = create(TaskDraft.named("made twice").estimatedHours(BigDecimal.ONE));
        HttpPort cut = call -> {
            if (isPost(call)) {
                HttpAnswer _ = bench.http().send(call);
            }
            if (call.method().equals("PATCH")) {
                throw new BoardFailure.Unavailable("The test lets it end here");
            }
            return bench.http().send(call);
        };
        try (BoardProvider duplicating = bench.provider(Map.of(), cut)) {
            duplicating.connect();
            assertThrows(BoardFailure.Unavailable.class, () -> duplicating.apply(create));
        }

        assertEquals("2", apply(create).id());
        assertEquals(List.of("2"), idsOnBoard());
    }

    /** Of an issue. */
    private static boolean isPost(HttpCall call) {
        return call.method().equals("POST") && call.url().getPath().endsWith("/issues");
    }

    private List<String> idsOnBoard() {
        return provider.tasks(TaskFilter.all()).items().stream().map(Task::id).toList();
    }

    @Test
    void a_task_that_is_not_shown_as_given_yet_is_asked_for_again_and_one_of_another_is_lost() {
        apply(create(TaskDraft.named("wanted")));
        World.ItemRow item = world.items.getFirst();
        BoardCommand assign = new BoardCommand.Assign(UUID.randomUUID(), "1", "worker-1");
        Runnable[] meanwhile = {() -> item.values.remove(worker()), () -> item.set("Worker", "worker-2")};

        assertThrows(BoardFailure.Unavailable.class, () -> given(assign, meanwhile[0]));
        item.values.remove(worker());
        assertThrows(BoardFailure.Rejected.class, () -> given(assign, meanwhile[1]));
    }

    private String worker() {
        return world.project().field("Worker").orElseThrow().id;
    }

    /** What happens between the write and the look at what came of it. */
    private void given(BoardCommand assign, Runnable meanwhile) {
        bench.github.faults.before(Call::isWrite, () -> bench.github.faults.before(call -> !call.isWrite(), meanwhile));
        CommandResult _ = provider.apply(assign);
    }

    @Test
    void a_create_that_has_hardly_any_time_left_sends_nothing() {
        GithubFactory factory = new GithubFactory();
        Settings settings = Keys.settings(ProviderConfig.of(factory.configuration(), bench.texts(Map.of())));
        try (DirectHttp http = new DirectHttp()) {
            Api api = new Api(settings, http, bench.github.clock);
            Deadline ample = Deadline.after(Duration.ofSeconds(5));
            Layout layout = new Layouts(settings, api, bench.github.clock).now(ample);
            Issues issues = new Issues(settings, api);
            BoardCommand.Create create = create(TaskDraft.named("late"));
            Deadline soon = Deadline.after(Duration.ofMillis(1900));
            Creation late = new Creation(api, issues, new Creations(api), layout, soon);

            assertThrows(BoardFailure.Unavailable.class, () -> late.of(create));
            assertTrue(world.issues.isEmpty());
        }
    }
}
