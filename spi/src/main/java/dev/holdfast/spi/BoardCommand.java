package dev.holdfast.spi;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What can be done to a board. The same shape is called, queued and logged. */
public sealed interface BoardCommand {

    /** Made once by whoever asks, and the same each time that the command is tried again. */
    UUID id();

    /** A command on a task that exists. */
    sealed interface OnTask extends BoardCommand {
        /** The task's id. */
        String task();
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
    record ReportBlocker(UUID id, String task, String description, Severity severity) implements OnTask {
        public ReportBlocker {
            Limits.text("description", description, Limits.DESCRIPTION - 100);
        }

        /** The comment to make. */
        public String comment() {
            return "Blocked (" + severity.code() + "): " + description;
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
            String message) implements OnTask {
        public ReportProgress {
            Limits.text("message", message, Limits.DESCRIPTION - 100);
            if (progress != null) {
                Limits.range("progress", progress, 0, 100);
            }
        }

        /** The status that the task moves to: done at 100 percent, whatever else was said; or none. */
        public Optional<Status> target() {
            return progress != null && progress == 100 ? Optional.of(Status.DONE) : Optional.ofNullable(status);
        }

        /** The comment to make. */
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
}
