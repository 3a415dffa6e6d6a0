package dev.holdfast.board;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.project.Resolve;
import dev.holdfast.security.Call;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.InvalidConfig;
import dev.holdfast.spi.Page;
import dev.holdfast.spi.Task;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What stands on a project's board, with who holds what by this service's own account. A board that does not answer is
 * answered for with the last good copy, marked as such. Thread-safe.
 */
public final class ReadBoard {
    /** How many tasks whose holder is dead lead the list of what is available. */
    private static final int MOST_LAPSED = 5;
    /** How many of them the board is asked for, some of which may be done or gone. */
    private static final int MOST_ASKED = 10;
    /** What one read of the table takes. */
    private static final int MOST_AT_ONCE = 100;
    /** In base64, twice over where a client takes no gzip, within what Lambda answers. */
    private static final int MOST_FILE_BYTES = 3 * 1024 * 1024;
    /** A page may hold nothing that is free: then the next one is read, within reason. */
    private static final int MOST_PAGES = 5;

    private final Resolve projects;
    private final Bindings bindings;
    private final Assignments assignments;
    private final Copies copies;
    private final Clock clock;

    ReadBoard(Resolve projects, Bindings bindings, Assignments assignments, Copies copies, Clock clock) {
        this.projects = projects;
        this.bindings = bindings;
        this.assignments = assignments;
        this.copies = copies;
        this.clock = clock;
    }

    /** The board with its columns, and what its provider can do. */
    public Answer board(Call call, UUID project) {
        return ask(
                call,
                project,
                "board",
                provider -> BoardJson.capabilities(BoardJson.board(provider.board()), provider));
    }

    /** The boards that the credentials reach. */
    public Answer boards(Call call, UUID project) {
        return ask(call, project, "boards", provider -> BoardJson.list(provider.boards(), BoardJson::board));
    }

    public Answer metrics(Call call, UUID project) {
        return ask(call, project, "metrics", provider -> BoardJson.metrics(provider.metrics()));
    }

    /** Tasks with their holders; a page may hold fewer than asked for. */
    public Answer tasks(Call call, UUID projectId, TaskQuery query) {
        Binding binding = bind(call, projectId);
        boolean first = query.available() && query.cursor() == null && query.status() == null;
        List<ObjectNode> lapsed = first ? lapsed(call, binding, query) : List.of();
        if (lapsed.size() == query.limit()) {
            ObjectNode full = BoardJson.list(lapsed, task -> task).put("next_cursor", TaskQuery.START);
            return new Answer(full, clock.instant(), null);
        }
        TaskQuery next = query.atMost(query.limit() - lapsed.size());
        Answer answer = page(call, binding, next);
        for (int pages = 1; query.available() && pages < MOST_PAGES && isEmptyButGoesOn(answer); pages++) {
            next = next.after(answer.json().path("next_cursor").textValue());
            answer = page(call, binding, next);
        }
        ArrayNode items = (ArrayNode) answer.json().path("items");
        Set<String> listed = items.valueStream().map(ReadBoard::id).collect(Collectors.toSet());
        lapsed.stream().filter(task -> !listed.contains(id(task))).forEach(task -> items.insert(0, task));
        return answer;
    }

    private static boolean isEmptyButGoesOn(Answer answer) {
        return answer.json().path("items").isEmpty()
                && !answer.json().path("next_cursor").isNull();
    }

    private Answer page(Call call, Binding binding, TaskQuery query) {
        String question = query.listName() + "\n" + query.limit() + "\n" + query.cursor();
        Answer answer = ask(call, binding, question, provider -> {
            Page<Task> page = provider.tasks(query.filter());
            if (page.items().size() > query.limit()) {
                throw new IllegalStateException("a page of more than was asked for");
            }
            return BoardJson.page(page, BoardJson::task);
        });
        ArrayNode items = (ArrayNode) answer.json().path("items");
        overlay(call, binding, items);
        for (int i = items.size() - 1; i >= 0; i--) {
            String holder = items.get(i).path("assigned_to").textValue();
            boolean others = query.agent() != null && !query.agent().equals(holder);
            if ((query.available() && holder != null) || others) {
                items.remove(i);
            }
        }
        return answer;
    }

    private void overlay(Call call, Binding binding, ArrayNode tasks) {
        Map<String, Held> held = new HashMap<>();
        List<String> ids = tasks.valueStream().map(ReadBoard::id).toList();
        for (int from = 0; from < ids.size(); from += MOST_AT_ONCE) {
            held.putAll(assignments
                    .holders()
                    .of(
                            call.budget(),
                            binding.owner(),
                            binding.board(),
                            ids.subList(from, Math.min(ids.size(), from + MOST_AT_ONCE))));
        }
        tasks.forEach(task -> BoardJson.overlay((ObjectNode) task, held.get(id(task))));
    }

    private static String id(JsonNode task) {
        return task.path("task_id").textValue();
    }

    /** Tasks that a dead agent left in the middle of the board, as far as it tells. */
    private List<ObjectNode> lapsed(Call call, Binding binding, TaskQuery query) {
        int most = Math.min(MOST_LAPSED, query.limit());
        List<ObjectNode> tasks = new ArrayList<>();
        try {
            List<Held> lapsed =
                    assignments.holders().lapsed(call.budget(), binding.owner(), binding.board(), MOST_ASKED);
            for (int i = 0; i < Math.min(lapsed.size(), MOST_ASKED) && tasks.size() < most; i++) {
                leftUndone(call, binding, lapsed.get(i))
                        .filter(task -> query.label() == null || hasLabel(task, query.label()))
                        .ifPresent(tasks::add);
            }
        } catch (BoardFailure failure) {
            // The list itself tells that the board does not answer.
        } catch (InvalidConfig invalid) {
            throw Refusals.of(invalid);
        }
        return tasks;
    }

    /** Of what is done or gone it is noted, so that it is not asked for again. */
    private Optional<ObjectNode> leftUndone(Call call, Binding binding, Held held) {
        Optional<ObjectNode> task = binding.ask(
                call.budget(), provider -> standing(provider, held.assignment().task()));
        boolean isDone = task.isEmpty() || task.get().path("status").textValue().equals("done");
        if (isDone) {
            assignments.done(call.budget(), binding.owner(), held.assignment(), true);
            return Optional.empty();
        }
        BoardJson.overlay(task.get(), held);
        return task;
    }

    /** @throws BoardFailure.NotFound when the board itself is not there: then it tells nothing of the task */
    private static Optional<ObjectNode> standing(BoardProvider provider, String task) {
        try {
            return Optional.of(BoardJson.task(provider.task(task)));
        } catch (BoardFailure.NotFound gone) {
            provider.board();
            return Optional.empty();
        }
    }

    private static boolean hasLabel(ObjectNode task, String label) {
        return task.path("labels").valueStream().anyMatch(it -> label.equals(it.textValue()));
    }

    public Answer task(Call call, UUID project, String task) {
        Binding binding = bind(call, project);
        Answer answer = ask(call, binding, "task\n" + task, provider -> BoardJson.task(provider.task(task)));
        BoardJson.overlay(
                answer.json(),
                assignments
                        .holders()
                        .of(call.budget(), binding.owner(), binding.board(), id(answer.json()))
                        .orElse(null));
        return answer;
    }

    /** The tasks that wait for this one. */
    public Answer dependents(Call call, UUID project, String task) {
        Binding binding = bind(call, project);
        Answer answer = ask(
                call,
                binding,
                "dependents\n" + task,
                provider -> BoardJson.list(provider.dependents(task), BoardJson::task));
        overlay(call, binding, (ArrayNode) answer.json().path("items"));
        return answer;
    }

    /** Oldest first. */
    public Answer comments(Call call, UUID project, String task, int limit, @Nullable String cursor) {
        return ask(
                call,
                project,
                "comments\n" + task + "\n" + limit + "\n" + cursor,
                provider -> BoardJson.page(provider.comments(task, limit, cursor), BoardJson::comment));
    }

    public Answer attachments(Call call, UUID project, String task) {
        return ask(
                call,
                project,
                "attachments\n" + task,
                provider -> BoardJson.list(provider.attachments(task), BoardJson::attachment));
    }

    /**
     * The bytes of a file, in base64. No copy is kept of them.
     *
     * @throws Refusal PAYLOAD_TOO_LARGE for one that an answer cannot carry
     */
    public Answer download(Call call, UUID projectId, String task, String attachment) {
        Binding binding = bind(call, projectId);
        try {
            Content content = binding.ask(call.budget(), provider -> provider.download(task, attachment));
            if (content.size() > MOST_FILE_BYTES) {
                throw new Refusal(
                        Reason.PAYLOAD_TOO_LARGE,
                        "The file is too large for an answer: fetch it from the board itself.",
                        Map.of("limit_bytes", MOST_FILE_BYTES));
            }
            return new Answer(BoardJson.content(content), clock.instant(), null);
        } catch (BoardFailure failure) {
            throw Refusals.of(failure);
        } catch (InvalidConfig invalid) {
            throw Refusals.of(invalid);
        }
    }

    private Answer ask(Call call, UUID project, String question, Function<BoardProvider, ObjectNode> asking) {
        return ask(call, bind(call, project), question, asking);
    }

    private Answer ask(Call call, Binding binding, String question, Function<BoardProvider, ObjectNode> asking) {
        String asked = binding.board() + "\n" + question;
        try {
            ObjectNode json = binding.ask(call.budget(), asking);
            Instant now = clock.instant();
            copies.keep(call.budget(), binding.owner(), asked, json);
            return new Answer(json, now, null);
        } catch (BoardFailure failure) {
            if (!failure.passing()) {
                throw Refusals.of(failure);
            }
            Optional<Copies.Copy> copy = copies.find(call.budget(), binding.owner(), asked);
            return copy.map(it -> new Answer(it.answer(), it.at(), Refusals.words(failure)))
                    .orElseThrow(() -> Refusals.of(failure));
        } catch (InvalidConfig invalid) {
            throw Refusals.of(invalid);
        }
    }

    private Binding bind(Call call, UUID project) {
        return bindings.bind(call.budget(), projects.byCloudUuid(call, project));
    }
}
