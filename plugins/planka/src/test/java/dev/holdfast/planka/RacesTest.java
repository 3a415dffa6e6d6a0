package dev.holdfast.planka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.Attachment;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.Comment;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.HttpAnswer;
import dev.holdfast.spi.HttpCall;
import dev.holdfast.spi.HttpPort;
import dev.holdfast.spi.Priority;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskChanges;
import dev.holdfast.spi.TaskDraft;
import dev.holdfast.spi.TaskFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What another client does between the reading of the board and a call: here, the same call a moment before. */
class RacesTest {

    private static final String AT_MOST_ONE = ".*/(card-labels|card-memberships)(/.*)?|.*/custom-field-values/.*";

    private final Bed bed = new Bed();
    private final HttpPort another = call -> {
        boolean first = !call.method().equals("GET")
                && (call.method().equals("DELETE") || call.url().getPath().matches(AT_MOST_ONE));
        HttpAnswer answer = bed.http().send(call);
        return first ? bed.http().send(call) : answer;
    };
    private final BoardProvider provider = bed.with(Map.of("api_key", StandIn.KEY), another);

    RacesTest() {
        provider.connect();
        provider.setUp();
    }

    @AfterEach
    void close() {
        provider.close();
        bed.close();
    }

    private boolean heard(String method, int status) {
        return bed.heard().contains(method + " " + status);
    }

    @Test
    void what_is_there_already_is_as_good_as_put_there() {
        Task other = Bed.create(provider, "other");
        Task task = Bed.create(
                provider,
                TaskDraft.named("raced")
                        .labels(Set.of("red"))
                        .priority(Priority.HIGH)
                        .dependencies(Set.of(other.id()))
                        .acceptanceCriteria(List.of("one", "two"))
                        .build());
        Task held = Bed.apply(provider, new BoardCommand.Assign(UUID.randomUUID(), task.id(), "bot"));

        assertTrue(heard("POST", 409));
        assertEquals("bot", held.assignedTo());
        assertEquals(Set.of("red"), held.labels());
        assertEquals(Priority.HIGH, held.priority());
    }

    @Test
    void of_cards_that_a_late_request_made_beside_its_repetition_the_oldest_stays() {
        try (BoardProvider repeating = bed.doubling("/cards")) {
            BoardCommand create = new BoardCommand.Create(
                    UUID.randomUUID(), TaskDraft.named("made twice").build());
            Task task = Bed.apply(repeating, create);

            assertEquals(
                    List.of(task.id()),
                    repeating.tasks(TaskFilter.all()).items().stream()
                            .map(Task::id)
                            .toList());
            assertEquals(
                    task.id(), bed.cards("made twice").getFirst().path("id").textValue());
            assertEquals(
                    bed.row("lists", "type", "trash").path("id"),
                    bed.cards("made twice").getLast().path("listId"));
            assertEquals(task.id(), Bed.apply(repeating, create).id());
        }
    }

    private static List<String> ids(List<ObjectNode> rows) {
        return rows.stream().map(row -> row.path("id").textValue()).toList();
    }

    @Test
    void a_half_made_card_of_a_late_request_does_not_bring_back_what_was_archived() {
        BoardCommand create = new BoardCommand.Create(
                UUID.randomUUID(),
                TaskDraft.named("made twice").labels(Set.of("red")).build());
        try (BoardProvider doubling = bed.doubling("/cards")) {
            Task task = Bed.apply(doubling, create);
            ObjectNode card = bed.row("cards", "id", task.id());
            String archive = bed.row("lists", "type", "archive").path("id").textValue();
            String later = Cards.time(Instant.now().plusSeconds(60));
            bed.standIn().change(() -> {
                bed.cards("made twice").forEach(made -> made.put("listChangedAt", later));
                card.put("prevListId", card.path("listId").textValue())
                        .put("listId", archive)
                        .put("listChangedAt", World.now());
            });

            assertEquals(2, bed.cards("made twice").size());
            assertEquals(task.id(), Bed.apply(doubling, create).id());
            assertEquals(List.of(), doubling.tasks(TaskFilter.all()).items());
        }
    }

    @Test
    void of_comments_that_a_late_request_made_beside_its_repetition_the_oldest_stays() {
        Task task = Bed.create(provider, "discussed");
        try (BoardProvider doubling = bed.doubling("/comments")) {
            BoardCommand add = new BoardCommand.AddComment(UUID.randomUUID(), task.id(), "said twice");
            Comment said = assertInstanceOf(CommandResult.OfComment.class, doubling.apply(add))
                    .comment();

            assertEquals(List.of(said.id()), ids(bed.standIn().world.all("comments")));
            assertTrue(heard("DELETE", 200));
            assertEquals(List.of(said), provider.comments(task.id(), 10, null).items());
            assertEquals(new CommandResult.OfComment(said), doubling.apply(add));
        }
    }

    @Test
    void of_files_that_a_late_request_made_beside_its_repetition_the_oldest_stays() {
        Task task = Bed.create(provider, "with files");
        try (BoardProvider doubling = bed.doubling("/attachments")) {
            BoardCommand attach =
                    new BoardCommand.Attach(UUID.randomUUID(), task.id(), "log.txt", "text/plain", Content.of("bytes"));
            Attachment kept = assertInstanceOf(CommandResult.Attached.class, doubling.apply(attach))
                    .attachment();

            assertEquals(List.of(kept.id()), ids(bed.standIn().world.all("attachments")));
            assertTrue(heard("DELETE", 200));
            assertEquals(new CommandResult.Attached(kept), doubling.apply(attach));
        }
    }

    @Test
    void a_create_whose_card_another_call_put_into_the_trash_answers_with_the_one_that_stays() {
        BoardCommand create = new BoardCommand.Create(
                UUID.randomUUID(), TaskDraft.named("made twice").build());
        HttpPort overtaken = call -> {
            if (!Bed.isPost(call, "/cards")) {
                return bed.http().send(call);
            }
            HttpAnswer _ = bed.http().send(call);
            HttpAnswer own = bed.http().send(call);
            Task _ = Bed.apply(provider, create);
            return own;
        };
        try (BoardProvider late = bed.with(Map.of("api_key", StandIn.KEY), overtaken)) {
            late.connect();
            Task told = Bed.apply(late, create);

            assertEquals(ids(bed.cards("made twice")).getFirst(), told.id());
            assertEquals(List.of(told), provider.tasks(TaskFilter.all()).items());
        }
    }

    @Test
    void of_two_cards_the_one_that_somebody_holds_stays() {
        BoardCommand create = new BoardCommand.Create(
                UUID.randomUUID(), TaskDraft.named("made twice").build());
        List<HttpCall> posts = new ArrayList<>();
        HttpPort noted = call -> {
            if (Bed.isPost(call, "/cards")) {
                posts.add(call);
            }
            return bed.http().send(call);
        };
        try (BoardProvider noting = bed.with(Map.of("api_key", StandIn.KEY), noted)) {
            noting.connect();
            Task _ = Bed.apply(noting, create);
            posts.forEach(bed.http()::send);
            String younger = ids(bed.cards("made twice")).getLast();
            Task held = Bed.apply(noting, new BoardCommand.Assign(UUID.randomUUID(), younger, "agent-7"));

            assertEquals(held.id(), Bed.apply(noting, create).id());
            assertEquals(List.of(held), noting.tasks(TaskFilter.all()).items());
        }
    }

    @Test
    void a_create_that_is_sent_many_times_at_once_leaves_one_task() throws Exception {
        BoardCommand create = new BoardCommand.Create(
                UUID.randomUUID(), TaskDraft.named("sent at once").build());
        Callable<Task> sent = () -> insist(create);
        Set<String> answers = new HashSet<>();
        try (ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Task> answer : calls.invokeAll(Collections.nCopies(8, sent), 60, TimeUnit.SECONDS)) {
                answers.add(answer.get().id());
            }
        }

        assertEquals(
                answers,
                provider.tasks(TaskFilter.all()).items().stream().map(Task::id).collect(Collectors.toSet()));
        assertEquals(1, answers.size());
    }

    /** On a busy machine eight of them may take longer than each has. */
    private Task insist(BoardCommand create) {
        for (int attempt = 1; ; attempt++) {
            try {
                return Bed.apply(provider, create);
            } catch (BoardFailure.Unavailable busy) {
                if (attempt == 3) {
                    throw busy;
                }
            }
        }
    }

    @Test
    void what_is_gone_already_is_as_good_as_taken_away() {
        Task task = Bed.create(
                provider,
                TaskDraft.named("raced")
                        .labels(Set.of("red"))
                        .priority(Priority.HIGH)
                        .acceptanceCriteria(List.of("one", "two"))
                        .build());
        Task _ = Bed.apply(provider, new BoardCommand.Assign(UUID.randomUUID(), task.id(), "agent-7"));
        bed.standIn().forget();
        Task free = Bed.apply(provider, new BoardCommand.Unassign(UUID.randomUUID(), task.id(), "agent-7"));
        Task bare = Bed.apply(
                provider,
                new BoardCommand.Update(
                        UUID.randomUUID(),
                        task.id(),
                        TaskChanges.builder()
                                .removedLabels(Set.of("red"))
                                .cleared(Set.of(TaskChanges.Field.PRIORITY))
                                .acceptanceCriteria(List.of("two"))
                                .build()));

        assertTrue(heard("DELETE", 404));
        assertNull(free.assignedTo());
        assertEquals(Set.of(), bare.labels());
        assertNull(bare.priority());
        assertEquals(List.of("two"), bare.acceptanceCriteria());
    }
}
