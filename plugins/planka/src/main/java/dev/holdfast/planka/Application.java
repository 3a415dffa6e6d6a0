package dev.holdfast.planka;

import dev.holdfast.spi.Attachment;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.CommandResult;
import dev.holdfast.spi.Comment;
import dev.holdfast.spi.Task;
import java.util.UUID;

/** One command on the board as it was read for it. */
record Application(Api api, BoardReads boards, Comments comments, Account me, BoardView view) {

    CommandResult of(BoardCommand command) {
        return switch (command) {
            case BoardCommand.Create create ->
                switch (new Creation(api, boards, view).of(create)) {
                    case Creation.Outcome.OnBoard(String card) -> created(create.id(), card);
                    case Creation.Outcome.PutAway(Task task) -> new CommandResult.OfTask(task);
                };
            case BoardCommand.AddComment add ->
                new CommandResult.OfComment(comments.add(api, me, view.card(add.task()), add.id(), add.text()));
            case BoardCommand.Attach attach -> {
                Attachment made = new Files(api, view.card(attach.task())).add(attach, boards);
                yield new CommandResult.Attached(made);
            }
            case BoardCommand.Detach detach -> {
                new Files(api, view.card(detach.task())).remove(detach.attachment());
                yield new CommandResult.Detached(detach.attachment());
            }
            case BoardCommand.OnTask onTask -> {
                change(onTask, view.card(onTask.task()));
                yield asItStands(onTask.task());
            }
        };
    }

    private CommandResult created(UUID command, String card) {
        BoardView now = boards.read(api);
        String stays = new Creation(api, boards, now).settle(command).orElse(card);
        return new CommandResult.OfTask(now.task(stays));
    }

    private void change(BoardCommand.OnTask command, Card card) {
        if (command instanceof BoardCommand.Report report) {
            report(report, card);
            return;
        }
        Task before = view.task(card.id());
        Task after = command.applyTo(before, view.board());
        switch (command) {
            case BoardCommand.Update _ -> new Cards(api, view).change(card, before, after);
            case BoardCommand.Assign assign -> assign(assign, card, before);
            case BoardCommand.Unassign unassign -> new Holding(api, view).takeBack(card, unassign.worker());
            default -> new Cards(api, view).moveTo(card, after);
        }
    }

    private void assign(BoardCommand.Assign assign, Card card, Task before) {
        if (!assign.worker().equals(before.assignedTo())) {
            new Holding(api, view).give(card, assign.worker());
            new Holding(api, boards.read(api)).requireWon(card.id(), assign.worker());
        }
    }

    /** The comment comes last: where it stands, the move was made, and may have been followed by another since. */
    private void report(BoardCommand.Report report, Card card) {
        Texts.require("a comment", report.comment(), Comments.MOST);
        if (comments.find(api, me, card, report.id()).isEmpty()) {
            Task after = report.applyTo(view.task(card.id()), view.board());
            new Cards(api, view).moveTo(card, after);
            Comment _ = comments.make(api, me, card, report.id(), report.comment());
        }
    }

    private CommandResult asItStands(String card) {
        return new CommandResult.OfTask(boards.read(api).task(card));
    }
}
