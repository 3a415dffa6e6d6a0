package dev.holdfast.kit;

import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.Status;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskChanges;
import dev.holdfast.spi.TaskDraft;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Providers that carry commands out wrongly. */
final class BrokenCommands {

    private BrokenCommands() {}

    static Stream<Mutant> all() {
        return Stream.of(
                Mutant.applying(
                        "creates again when asked again",
                        (sound, command) -> switch (command) {
                            case BoardCommand.Create create ->
                                sound.apply(new BoardCommand.Create(UUID.randomUUID(), create.draft()));
                            default -> sound.apply(command);
                        },
                        "a_command_that_is_sent_many_times_at_once_makes_one_effect",
                        "a_create_repeated_after_the_task_moved_on_makes_no_other",
                        "a_create_repeated_on_another_connection_makes_one_task",
                        "a_create_repeated_under_its_id_makes_one_task",
                        "a_create_whose_reply_was_lost_is_found_again"),
                Mutant.applying(
                        "comments again when asked again",
                        (sound, command) -> switch (command) {
                            case BoardCommand.AddComment add ->
                                sound.apply(new BoardCommand.AddComment(UUID.randomUUID(), add.task(), add.text()));
                            default -> sound.apply(command);
                        },
                        "a_comment_whose_reply_was_lost_is_found_again",
                        "a_repeated_comment_is_made_once"),
                Mutant.applying(
                        "forgets that it moved a task",
                        (sound, command) -> switch (command) {
                            case BoardCommand.Move move ->
                                sound.apply(new BoardCommand.Move(UUID.randomUUID(), move.task(), move.column()));
                            default -> sound.apply(command);
                        },
                        "a_move_repeated_late_does_not_undo_a_later_one"),
                Mutant.applying(
                        "moves a task whose id has a blank at its end",
                        (sound, command) -> switch (command) {
                            case BoardCommand.Move move ->
                                sound.apply(new BoardCommand.Move(
                                        move.id(), move.task().stripTrailing(), move.column()));
                            default -> sound.apply(command);
                        },
                        "a_task_answers_to_one_spelling_of_its_id"),
                Mutant.applying(
                        "wipes labels when it moves a task",
                        (sound, command) -> switch (command) {
                            case BoardCommand.Move move -> {
                                Set<String> labels = sound.task(move.task()).labels();
                                CommandResult _ = update(
                                        sound,
                                        move,
                                        TaskChanges.builder()
                                                .removedLabels(labels)
                                                .build());
                                yield sound.apply(move);
                            }
                            default -> sound.apply(command);
                        },
                        "a_move_changes_the_column_and_keeps_every_other_field",
                        "a_move_whose_reply_was_lost_can_be_repeated"),
                Mutant.applying(
                        "drops the description when it updates",
                        (sound, command) -> switch (command) {
                            case BoardCommand.Update update
                            when update.changes().description() == null -> {
                                CommandResult _ = sound.apply(update);
                                yield update(
                                        sound,
                                        update,
                                        TaskChanges.builder().description("").build());
                            }
                            default -> sound.apply(command);
                        },
                        "a_field_can_be_cleared",
                        "an_update_of_the_acceptance_criteria_keeps_every_other_field",
                        "an_update_of_the_dependencies_keeps_every_other_field",
                        "an_update_of_the_due_date_keeps_every_other_field",
                        "an_update_of_the_hours_keeps_every_other_field",
                        "an_update_of_the_name_keeps_every_other_field",
                        "an_update_of_the_priority_keeps_every_other_field",
                        "labels_are_added_and_removed_and_the_others_kept",
                        "a_label_that_is_there_already_may_be_added_again"),
                Mutant.applying(
                        "takes an unknown column for the first",
                        (sound, command) -> switch (command) {
                            case BoardCommand.Move move
                            when isUnknown(sound, move.column()) ->
                                sound.apply(new BoardCommand.Move(move.id(), move.task(), "to do"));
                            default -> sound.apply(command);
                        },
                        "a_move_to_an_unknown_column_is_refused_and_the_task_stays"),
                Mutant.applying(
                        "creates before it looks for the column",
                        (sound, command) -> switch (command) {
                            case BoardCommand.Create create
                            when create.draft().column() != null
                                    && isUnknown(sound, create.draft().column()) -> {
                                CommandResult _ = sound.apply(new BoardCommand.Create(
                                        create.id(),
                                        TaskDraft.named(create.draft().name()).build()));
                                throw new BoardFailure.Rejected("There is no such column");
                            }
                            default -> sound.apply(command);
                        },
                        "a_create_in_an_unknown_column_is_refused_and_makes_no_task"),
                Mutant.applying(
                        "says that it moved what is not there",
                        (sound, command) -> {
                            try {
                                return sound.apply(command);
                            } catch (BoardFailure.NotFound missing) {
                                if (command instanceof BoardCommand.Move) {
                                    return new CommandResult.Detached("moved");
                                }
                                throw missing;
                            }
                        },
                        "a_move_of_an_unknown_task_is_not_found",
                        "a_task_answers_to_one_spelling_of_its_id"),
                Mutant.applying(
                        "gives a task to whoever asks last",
                        (sound, command) -> switch (command) {
                            case BoardCommand.Assign assign -> {
                                takeFrom(sound, assign);
                                try {
                                    yield sound.apply(assign);
                                } catch (BoardFailure.Rejected taken) {
                                    takeFrom(sound, assign);
                                    yield sound.apply(assign);
                                }
                            }
                            default -> sound.apply(command);
                        },
                        "a_command_that_was_refused_may_succeed_under_its_id_later",
                        "a_task_that_one_worker_holds_is_refused_to_another",
                        "of_many_workers_who_take_a_task_at_once_one_gets_it"),
                Mutant.applying(
                        "takes a task from whoever holds it",
                        (sound, command) -> switch (command) {
                            case BoardCommand.Unassign unassign -> {
                                String holder = sound.task(unassign.task()).assignedTo();
                                yield sound.apply(new BoardCommand.Unassign(
                                        unassign.id(), unassign.task(), holder == null ? unassign.worker() : holder));
                            }
                            default -> sound.apply(command);
                        },
                        "only_the_worker_that_holds_a_task_gives_it_back"),
                Mutant.applying(
                        "takes a blocked task from its worker",
                        (sound, command) -> {
                            CommandResult result = sound.apply(command);
                            if (command instanceof BoardCommand.ReportBlocker blocker) {
                                String holder = sound.task(blocker.task()).assignedTo();
                                return holder == null
                                        ? result
                                        : sound.apply(
                                                new BoardCommand.Unassign(UUID.randomUUID(), blocker.task(), holder));
                            }
                            return result;
                        },
                        "a_blocker_blocks_the_task_says_why_and_leaves_it_with_its_worker"),
                Mutant.applying(
                        "leaves finished work where it is",
                        (sound, command) -> switch (command) {
                            case BoardCommand.ReportProgress report
                            when report.progress() != null && report.progress() == 100 ->
                                sound.apply(new BoardCommand.ReportProgress(
                                        report.id(), report.task(), 99, report.status(), report.message()));
                            default -> sound.apply(command);
                        },
                        "full_progress_completes_the_task"),
                Mutant.applying(
                        "cuts long descriptions",
                        (sound, command) -> switch (command) {
                            case BoardCommand.Create create
                            when create.draft().description().length() > 32_768 ->
                                sound.apply(new BoardCommand.Create(
                                        create.id(),
                                        TaskDraft.named(create.draft().name())
                                                .description(create.draft()
                                                        .description()
                                                        .substring(0, 32_768))
                                                .build()));
                            default -> sound.apply(command);
                        },
                        "a_description_of_60_kilobytes_is_kept"),
                Mutant.applying(
                        "writes comments in Latin-1",
                        (sound, command) -> switch (command) {
                            case BoardCommand.AddComment add -> {
                                byte[] bytes = add.text().getBytes(StandardCharsets.ISO_8859_1);
                                yield sound.apply(new BoardCommand.AddComment(
                                        add.id(), add.task(), new String(bytes, StandardCharsets.ISO_8859_1)));
                            }
                            default -> sound.apply(command);
                        },
                        "unicode_is_kept_in_names_descriptions_labels_and_comments"),
                Mutant.applying(
                        "replaces the labels of others",
                        (sound, command) -> switch (command) {
                            case BoardCommand.Update update
                            when !update.changes().addedLabels().isEmpty() -> {
                                Task before = sound.task(update.task());
                                CommandResult _ = update(
                                        sound,
                                        update,
                                        TaskChanges.builder()
                                                .removedLabels(before.labels())
                                                .build());
                                yield sound.apply(update);
                            }
                            default -> sound.apply(command);
                        },
                        "labels_are_added_and_removed_and_the_others_kept",
                        "labels_that_are_added_at_once_are_all_kept",
                        "a_label_that_is_there_already_may_be_added_again"),
                Mutant.applying(
                        "swallows what it cannot attach",
                        (sound, command) -> switch (command) {
                            case BoardCommand.Detach detach -> {
                                try {
                                    yield sound.apply(detach);
                                } catch (BoardFailure.NotFound _) {
                                    yield new CommandResult.Detached(detach.attachment());
                                }
                            }
                            default -> sound.apply(command);
                        },
                        "a_file_that_is_not_there_is_not_found"));
    }

    private static void takeFrom(BoardProvider sound, BoardCommand.Assign assign) {
        String holder = sound.task(assign.task()).assignedTo();
        if (holder != null && !holder.equals(assign.worker())) {
            CommandResult _ = sound.apply(new BoardCommand.Unassign(UUID.randomUUID(), assign.task(), holder));
        }
    }

    private static CommandResult update(BoardProvider sound, BoardCommand.OnTask command, TaskChanges changes) {
        return sound.apply(new BoardCommand.Update(UUID.randomUUID(), command.task(), changes));
    }

    private static boolean isUnknown(BoardProvider sound, String column) {
        return Status.of(column).isEmpty()
                && sound.board().columns().stream()
                        .noneMatch(known -> known.name().equalsIgnoreCase(column));
    }
}
