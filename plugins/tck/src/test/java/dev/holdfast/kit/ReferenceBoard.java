package dev.holdfast.kit;

import dev.holdfast.spi.Attachment;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Capability;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.Page;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskFilter;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.example.NotesProvider;

/** The example with every other capability. */
class ReferenceBoard extends NotesProvider {

    private final Map<String, Map<Attachment, Content>> files = new HashMap<>();
    private final Map<UUID, CommandResult> applied = new HashMap<>();
    private int made;

    ReferenceBoard() {
        super(Clock.systemUTC());
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.values());
    }

    @Override
    public synchronized Task task(String id) {
        return withSubtasks(super.task(id));
    }

    @Override
    public synchronized Page<Task> tasks(TaskFilter filter) {
        Page<Task> page = super.tasks(filter);
        return new Page<>(page.items().stream().map(this::withSubtasks).toList(), page.nextCursor());
    }

    private Task withSubtasks(Task task) {
        List<String> subtasks = Page.all(cursor -> super.tasks(TaskFilter.all().after(cursor))).stream()
                .filter(other -> task.id().equals(other.parent()))
                .map(Task::id)
                .toList();
        return task.toBuilder().subtasks(subtasks).build();
    }

    @Override
    public synchronized CommandResult apply(BoardCommand command) {
        CommandResult known = applied.get(command.id());
        CommandResult result = known == null ? carryOut(command) : known;
        applied.put(command.id(), result);
        return result;
    }

    private CommandResult carryOut(BoardCommand command) {
        switch (command) {
            case BoardCommand.Create create -> {
                create.draft().dependencies().forEach(this::task);
                if (create.draft().parent() != null) {
                    task(create.draft().parent());
                }
            }
            case BoardCommand.Update update -> {
                if (update.changes().dependencies() != null) {
                    update.changes().dependencies().forEach(this::task);
                }
            }
            case BoardCommand.Attach attach -> {
                return new CommandResult.Attached(attach(attach));
            }
            case BoardCommand.Detach detach -> {
                files(detach.task()).remove(attachment(detach.task(), detach.attachment()));
                return new CommandResult.Detached(detach.attachment());
            }
            case BoardCommand.OnTask _ -> {}
        }
        return super.apply(command);
    }

    private Attachment attach(BoardCommand.Attach attach) {
        Attachment file = new Attachment(
                "f" + made++,
                attach.name(),
                attach.mediaType(),
                attach.content().size(),
                Clock.systemUTC().instant());
        files(attach.task()).put(file, attach.content());
        return file;
    }

    @Override
    public synchronized List<Attachment> attachments(String task) {
        return List.copyOf(files(task).keySet());
    }

    @Override
    public synchronized Content download(String task, String attachment) {
        return files(task).getOrDefault(attachment(task, attachment), Content.of(new byte[0]));
    }

    private Map<Attachment, Content> files(String task) {
        return files.computeIfAbsent(task(task).id(), _ -> new LinkedHashMap<>());
    }

    private Attachment attachment(String task, String id) {
        return files(task).keySet().stream()
                .filter(file -> file.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new BoardFailure.NotFound("The task has no such file"));
    }
}
