package dev.holdfast.board;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.activity.ProjectRef;
import dev.holdfast.project.Project;
import dev.holdfast.project.Resolve;
import dev.holdfast.security.Call;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.InvalidConfig;
import dev.holdfast.table.Table;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What stands on a project's board, with who holds what by this service's own account. A board that does not answer is
 * answered for with the last good copy, marked as such. Thread-safe.
 */
public final class ReadBoard {
    /** How many tasks whose holder is dead lead the list of what is available. */
    private static final int MOST_LAPSED = 5;
    /** A page may hold nothing that is free: then the next one is read, within reason. */
    private static final int MOST_PAGES = 5;

    private final Table table;
    private final Resolve projects;
    private final Bindings bindings;
    private final Assignments assignments;
    private final Copies copies;
    private final Clock clock;

    ReadBoard(Table table, Resolve projects, Bindings bindings, Assignments assignments, Copies copies, Clock clock) {
        this.table = table;
        this.projects = projects;
        this.bindings = bindings;
        this.assignments = assignments;
        this.copies = copies;
        this.clock = clock;
    }

    /** The board with its columns, and what its provider can do. */
    public Answer board(Call call, UUID project) {
        return ask(call, project, "board", provider -> {
            ObjectNode json = BoardJson.board(provider.board());
            ArrayNode capabilities = json.putArray("capabilities");
            provider.capabilities().stream()
                    .map(capability -> capability.name().toLowerCase(Locale.ROOT))
                    .sorted()
                    .forEach(capabilities::add);
            return json;
        });
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
        Project project = projects.byCloudUuid(call, projectId);
        Answer answer = page(call, project, query);
        if (!query.available()) {
            return answer;
        }
        for (int pages = 1; pages < MOST_PAGES && isEmptyButGoesOn(answer); pages++) {
            String cursor = answer.json().path("next_cursor").textValue();
            answer = page(
                    call, project, new TaskQuery(true, null, query.status(), query.label(), query.limit(), cursor));
        }
        if (query.cursor() == null && query.status() == null && answer.stale() == null) {
            addLapsed(call, project, query, (ArrayNode) answer.json().path("items"));
        }
        return answer;
    }

    private static boolean isEmptyButGoesOn(Answer answer) {
        return answer.json().path("items").isEmpty()
                && !answer.json().path("next_cursor").isNull();
    }

    private Answer page(Call call, Project project, TaskQuery query) {
        String question = query.listName() + "\n" + query.limit() + "\n" + query.cursor();
        Answer answer = ask(
                call, project, question, provider -> BoardJson.page(provider.tasks(query.filter()), BoardJson::task));
        ArrayNode items = (ArrayNode) answer.json().path("items");
        Map<String, Held> held = assignments.of(
                call.budget(),
                project.ref(),
                items.valueStream().map(ReadBoard::id).toList());
        for (int i = items.size() - 1; i >= 0; i--) {
            ObjectNode task = (ObjectNode) items.get(i);
            BoardJson.overlay(task, held.get(id(task)));
            boolean holder = !task.path("assigned_to").isNull();
            boolean others = query.agent() != null
                    && !query.agent().equals(task.path("assigned_to").textValue());
            if ((query.available() && holder) || others) {
                items.remove(i);
            }
        }
        return answer;
    }

    private static String id(JsonNode task) {
        return task.path("task_id").textValue();
    }

    /** Tasks that a dead agent left in the middle of the board. */
    private void addLapsed(Call call, Project project, TaskQuery query, ArrayNode items) {
        ProjectRef owner = project.ref();
        List<Held> lapsed = assignments.list(call.budget(), owner, _ -> true).stream()
                .filter(it -> !it.live())
                .filter(it -> items.valueStream()
                        .noneMatch(task -> id(task).equals(it.assignment().task())))
                .limit(MOST_LAPSED)
                .toList();
        for (Held held : lapsed) {
            try {
                Binding binding = bind(call, project);
                ObjectNode task = binding.ask(
                        call.budget(),
                        provider ->
                                BoardJson.task(provider.task(held.assignment().task())));
                boolean matches = !task.path("status").textValue().equals("done")
                        && (query.label() == null
                                || task.path("labels")
                                        .valueStream()
                                        .anyMatch(label -> query.label().equals(label.textValue())));
                if (matches) {
                    BoardJson.overlay(task, held);
                    items.insert(0, task);
                }
            } catch (BoardFailure gone) {
                // It is not on the board any more, or the next list will have it.
            }
        }
    }

    public Answer task(Call call, UUID projectId, String task) {
        Project project = projects.byCloudUuid(call, projectId);
        Answer answer = ask(call, project, "task\n" + task, provider -> BoardJson.task(provider.task(task)));
        BoardJson.overlay(
                answer.json(),
                assignments.of(call.budget(), project.ref(), id(answer.json())).orElse(null));
        return answer;
    }

    /** The tasks that wait for this one. */
    public Answer dependents(Call call, UUID project, String task) {
        return ask(
                call,
                project,
                "dependents\n" + task,
                provider -> BoardJson.list(provider.dependents(task), BoardJson::task));
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

    /** The bytes of a file, in base64. No copy is kept of them. */
    public Answer download(Call call, UUID projectId, String task, String attachment) {
        Project project = projects.byCloudUuid(call, projectId);
        try {
            ObjectNode json = bind(call, project)
                    .ask(call.budget(), provider -> BoardJson.content(provider.download(task, attachment)));
            return new Answer(json, clock.instant(), null);
        } catch (BoardFailure failure) {
            throw Refusals.of(failure);
        } catch (InvalidConfig invalid) {
            throw Refusals.of(invalid);
        }
    }

    private Answer ask(Call call, UUID project, String question, Function<BoardProvider, ObjectNode> asking) {
        return ask(call, projects.byCloudUuid(call, project), question, asking);
    }

    private Answer ask(Call call, Project project, String question, Function<BoardProvider, ObjectNode> asking) {
        Binding binding = bind(call, project);
        String asked = binding.provider() + "\n" + question;
        try {
            ObjectNode json = binding.ask(call.budget(), asking);
            Instant now = clock.instant();
            copies.keep(call.budget(), project.ref(), asked, json);
            return new Answer(json, now, null);
        } catch (BoardFailure failure) {
            if (!failure.passing()) {
                throw Refusals.of(failure);
            }
            Optional<Copies.Copy> copy = copies.find(call.budget(), project.ref(), asked);
            return copy.map(it -> new Answer(it.answer(), it.at(), Refusals.words(failure)))
                    .orElseThrow(() -> Refusals.of(failure));
        } catch (InvalidConfig invalid) {
            throw Refusals.of(invalid);
        }
    }

    private Binding bind(Call call, Project project) {
        String provider = bindings.provider(project);
        return bindings.bind(
                project,
                table.get(call.budget(), Credentials.key(call.tenant(), provider))
                        .orElse(null));
    }
}
