package dev.holdfast.spi;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What can be done to a board. The same shape is called, queued and logged. */
public sealed interface BoardCommand {

    /** Made once by whoever asks, and the same each time that the command is tried again. */
    UUID id();

    /** The capabilities without which a provider refuses this command. */
    default Set<Capability> needs() {
        return switch (this) {
            case Create create -> create.draft().needs();
            case Update update -> update.changes().needs();
            case Attach _, Detach _ -> Set.of(Capability.ATTACHMENTS);
            case Assign _, Unassign _, Move _, AddComment _, ReportBlocker _, ReportProgress _ -> Set.of();
        };
    }

    /**
     * For a provider to call first.
     *
     * @throws BoardFailure.Unsupported when something that is needed is not among these
     */
    default void require(Set<Capability> declared) {
        needs().stream()
                .filter(capability -> !declared.contains(capability))
                .sorted()
                .findFirst()
                .ifPresent(missing -> {
                    throw new BoardFailure.Unsupported(missing);
                });
    }

    /** A command on a task that exists. */
    sealed interface OnTask extends BoardCommand {
        /** The task's id. */
        String task();

        /**
         * The task after this command; its times, comments and files are left to the provider.
         *
         * @throws BoardFailure.Rejected when another worker holds it, or the board has no such column
         */
        default Task applyTo(Task before, Board board) {
            return switch (this) {
                case Update update -> update.changes().applyTo(before);
                case Assign assign -> given(before, assign.worker(), assign.worker());
                case Unassign unassign -> given(before, unassign.worker(), null);
                case Move move ->
                    before.toBuilder().column(board.column(move.column())).build();
                case Report report ->
                    report.target()
                            .filter(status -> status != before.status())
                            .map(status -> before.toBuilder()
                                    .column(board.column(status))
                                    .build())
                            .orElse(before);
                case AddComment _, Attach _, Detach _ -> before;
            };
        }
    }

    /** A comment that may move its task. */
    sealed interface Report extends OnTask {
        /** The comment to make. */
        String comment();

        /** The status that the task moves to, or none to let it stay. */
        Optional<Status> target();
    }

    /** Creates a task. */
    record Create(UUID id, TaskDraft draft) implements BoardCommand {}

    /** Changes fields of a task, and no others. */
    record Update(UUID id, String task, TaskChanges changes) implements OnTask {}

    /** Gives a task to a worker; refused while another holds it. Its column stays. */
    record Assign(UUID id, String task, String worker) implements OnTask {
        public Assign {
            Limits.text("worker", worker, Limits.ID);
        }
    }

    /** Takes a task from a worker; refused while another holds it, harmless when nobody does. */
    record Unassign(UUID id, String task, String worker) implements OnTask {
        public Unassign {
            Limits.text("worker", worker, Limits.ID);
        }
    }

    /**
     * Moves a task, and changes nothing else.
     *
     * @param column name or alias, as {@link Board#column(String)} takes it
     */
    record Move(UUID id, String task, String column) implements OnTask {
        public Move {
            Limits.text("column", column, Limits.NAME);
        }
    }

    /** Says something about a task; 1 to 61,440 characters. */
    record AddComment(UUID id, String task, String text) implements OnTask {
        public AddComment {
            Limits.text("text", text, Limits.DESCRIPTION);
        }
    }

    /** Comments on what blocks a task and moves it to the column of {@link Status#BLOCKED}; its worker keeps it. */
    record ReportBlocker(UUID id, String task, String description, Severity severity) implements Report {
        public ReportBlocker {
            Limits.text("description", description, Limits.DESCRIPTION - 100);
        }

        @Override
        public String comment() {
            return "Blocked (" + severity.code() + "): " + description;
        }

        @Override
        public Optional<Status> target() {
            return Optional.of(Status.BLOCKED);
        }
    }

    /**
     * Comments on how far the work is and moves the task where that says so.
     *
     * @param progress in percent, or null when only the status is told
     * @param status where the task goes, or null to let it stay
     */
    record ReportProgress(
            UUID id,
            String task,
            @Nullable Integer progress,
            @Nullable Status status,
            String message) implements Report {
        public ReportProgress {
            Limits.text("message", message, Limits.DESCRIPTION - 100);
            if (progress != null) {
                Limits.range("progress", progress, 0, 100);
            }
        }

        /** Done at 100 percent, whatever else was said. */
        @Override
        public Optional<Status> target() {
            return progress != null && progress == 100 ? Optional.of(Status.DONE) : Optional.ofNullable(status);
        }

        @Override
        public String comment() {
            return progress == null ? "Progress: " + message : "Progress " + progress + "%: " + message;
        }
    }

    /**
     * Puts a file on a task; several may have one name.
     *
     * @param name 1 to 200 characters, no path
     */
    record Attach(UUID id, String task, String name, String mediaType, Content content) implements OnTask {
        private static final Pattern PLAIN = Pattern.compile("(?!\\.{1,2}$)[^/\\\\\\p{Cntrl}]{1,200}");
        private static final Pattern MEDIA_TYPE = Pattern.compile("[\\w.+-]{1,100}/[\\w.+-]{1,100}(;[ -~]{0,100})?");

        public Attach {
            if (name.isBlank() || !PLAIN.matcher(name).matches()) {
                throw new BoardFailure.Rejected("A file's name must have 1 to 200 characters and be no path");
            }
            if (!MEDIA_TYPE.matcher(mediaType).matches()) {
                throw new BoardFailure.Rejected("A media type looks like text/plain");
            }
        }
    }

    /** Takes a file from a task. */
    record Detach(UUID id, String task, String attachment) implements OnTask {}

    private static Task given(Task task, String worker, @Nullable String holder) {
        if (task.assignedTo() != null && !task.assignedTo().equals(worker)) {
            throw new BoardFailure.Rejected("Another worker holds the task");
        }
        return task.toBuilder().assignedTo(holder).build();
    }
}
