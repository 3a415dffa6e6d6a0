package dev.holdfast.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Column;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.Comment;
import dev.holdfast.spi.Deadline;
import dev.holdfast.spi.Status;
import dev.holdfast.spi.TaskChanges;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Carries out one command. Whatever of it was done before is found and left as it is. */
final class Commands {

    private final Api api;
    private final Issues issues;
    private final Creations creations;
    private final Layout layout;
    private final Deadline deadline;
    private final Instant now;

    Commands(Api api, Issues issues, Creations creations, Layout layout, Deadline deadline, Instant now) {
        this.api = api;
        this.issues = issues;
        this.creations = creations;
        this.layout = layout;
        this.deadline = deadline;
        this.now = now;
    }

    CommandResult apply(BoardCommand command) {
        return switch (command) {
            case BoardCommand.Create create ->
                new CommandResult.OfTask(new Creation(api, issues, creations, layout, deadline).of(create));
            case BoardCommand.OnTask onTask -> onTask(onTask, issues.require(onTask.task(), layout, deadline));
        };
    }

    private CommandResult onTask(BoardCommand.OnTask command, Issue issue) {
        return switch (command) {
            case BoardCommand.Update update -> {
                update(issue, update.changes());
                yield task(issue);
            }
            case BoardCommand.Move move -> {
                move(issue, layout.board().column(move.column()));
                yield task(issue);
            }
            case BoardCommand.Assign assign -> {
                give(issue, assign.worker(), assign.worker());
                CommandResult.OfTask given = task(issue);
                if (given.task().assignedTo() == null) {
                    throw new BoardFailure.Unavailable("GitHub does not show yet that the task was given");
                }
                if (!assign.worker().equals(given.task().assignedTo())) {
                    throw new BoardFailure.Rejected("Another worker took the task at the same moment");
                }
                yield given;
            }
            case BoardCommand.Unassign unassign -> {
                give(issue, unassign.worker(), null);
                yield task(issue);
            }
            case BoardCommand.AddComment comment ->
                new CommandResult.OfComment(said(issue, comment)
                        .orElseGet(() -> discussion(issue).add(comment.text(), comment.id(), deadline)));
            case BoardCommand.Report report -> {
                report(issue, report);
                yield task(issue);
            }
            case BoardCommand.Attach attach ->
                new CommandResult.Attached(files().attach(issue.number(), attach, now, deadline));
            case BoardCommand.Detach detach -> {
                files().detach(issue.number(), detach.attachment(), deadline);
                yield new CommandResult.Detached(detach.attachment());
            }
        };
    }

    private CommandResult.OfTask task(Issue issue) {
        return new CommandResult.OfTask(issues.task(issue.number(), layout, deadline));
    }

    private Files files() {
        return new Files(layout.settings(), api);
    }

    private Discussion discussion(Issue issue) {
        return new Discussion(api, issue.number());
    }

    private Optional<Comment> said(Issue issue, BoardCommand command) {
        return discussion(issue).find(command.id(), issue.comments(), deadline);
    }

    /** Moves first: a comment that is there says that all is done, and a late repetition moves nothing back. */
    private void report(Issue issue, BoardCommand.Report report) {
        if (said(issue, report).isPresent()) {
            return;
        }
        report.target().ifPresent(status -> bring(issue, status));
        Comment _ = discussion(issue).add(report.comment(), report.id(), deadline);
    }

    /** What is done but open was left halfway, and is closed where it is. */
    private void bring(Issue issue, Status target) {
        Column present = Tasks.column(issue, layout);
        if (present.status() != target) {
            move(issue, layout.board().column(target));
        } else if (target == Status.DONE && !issue.closed()) {
            move(issue, present);
        }
    }

    private void give(Issue issue, String worker, @Nullable String holder) {
        if (!worker.equals(worker.strip()) || worker.chars().anyMatch(Character::isISOControl)) {
            throw new BoardFailure.Rejected("GitHub keeps no worker's id with blanks around it or several lines");
        }
        String present = issue.onBoard().worker();
        if (present != null && !present.equals(worker)) {
            throw new BoardFailure.Rejected("Another worker holds the task");
        }
        if (present == null ? holder != null : holder == null) {
            new FieldChanges(layout).worker(holder).write(issue.onBoard().id(), api, deadline);
        }
    }

    private void move(Issue issue, Column column) {
        boolean done = column.status() == Status.DONE;
        if (issue.closed() && !done) {
            patch(issue, Json.object().put("state", "open"));
        }
        if (!column.id().equals(issue.onBoard().option())) {
            new FieldChanges(layout).column(column).write(issue.onBoard().id(), api, deadline);
        }
        if (!issue.closed() && done) {
            patch(issue, Json.object().put("state", "closed").put("state_reason", "completed"));
        }
    }

    private void update(Issue issue, TaskChanges changes) {
        Links.requireFew(changes.dependencies() == null ? Set.of() : changes.dependencies());
        Labels labels = new Labels(api, layout.mapping());
        Set<String> added = new HashSet<>(changes.addedLabels());
        added.removeAll(changes.removedLabels());
        Set<String> wanted = labels.wanted(added, null);
        FieldChanges fields = fields(changes);
        ObjectNode text = text(issue, changes);
        Map<String, Long> blockers = blockers(issue, changes);
        if (changes.dependencies() != null) {
            Links links = new Links(api);
            links.keep(issue, changes.dependencies(), deadline);
            links.add(issue.number(), issue.blockers().keySet(), blockers, deadline);
        }
        if (!text.isEmpty()) {
            patch(issue, text);
        }
        fields.write(issue.onBoard().id(), api, deadline);
        labels.add(issue, wanted, deadline);
        labels.remove(issue, labels.wanted(changes.removedLabels(), null), deadline);
        boolean cleared = changes.cleared().contains(TaskChanges.Field.PRIORITY);
        if (layout.mapping().labelsPriorities() && (changes.priority() != null || cleared)) {
            labels.priority(issue, cleared ? null : changes.priority(), deadline);
        }
    }

    private ObjectNode text(Issue issue, TaskChanges changes) {
        ObjectNode text = Json.object();
        if (changes.name() != null && !changes.name().equals(issue.title())) {
            text.put("title", changes.name());
        }
        Body body = issue.body();
        if (changes.description() != null) {
            body = body.withDescription(changes.description());
        }
        if (changes.acceptanceCriteria() != null) {
            body = body.withCriteria(changes.acceptanceCriteria());
        }
        if (!body.equals(issue.body())) {
            text.put("body", body.text());
        }
        return text;
    }

    private Map<String, Long> blockers(Issue issue, TaskChanges changes) {
        Set<String> missing = new HashSet<>(changes.dependencies() == null ? Set.of() : changes.dependencies());
        missing.removeAll(issue.blockers().keySet());
        return issues.numbers(missing, layout, deadline);
    }

    private FieldChanges fields(TaskChanges changes) {
        FieldChanges fields = new FieldChanges(layout);
        Set<TaskChanges.Field> cleared = changes.cleared();
        boolean byField = !layout.mapping().labelsPriorities();
        if (byField && (changes.priority() != null || cleared.contains(TaskChanges.Field.PRIORITY))) {
            fields.priority(cleared.contains(TaskChanges.Field.PRIORITY) ? null : changes.priority());
        }
        if (changes.dueDate() != null || cleared.contains(TaskChanges.Field.DUE_DATE)) {
            fields.due(cleared.contains(TaskChanges.Field.DUE_DATE) ? null : changes.dueDate());
        }
        if (changes.estimatedHours() != null || cleared.contains(TaskChanges.Field.ESTIMATED_HOURS)) {
            fields.estimated(cleared.contains(TaskChanges.Field.ESTIMATED_HOURS) ? null : changes.estimatedHours());
        }
        if (changes.actualHours() != null || cleared.contains(TaskChanges.Field.ACTUAL_HOURS)) {
            fields.actual(cleared.contains(TaskChanges.Field.ACTUAL_HOURS) ? null : changes.actualHours());
        }
        return fields;
    }

    private void patch(Issue issue, ObjectNode changes) {
        api.send("PATCH", api.repository("/issues/" + issue.number()), changes, deadline);
    }
}
