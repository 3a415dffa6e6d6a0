package dev.holdfast.planka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.CommandMark;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskDraft;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Creates a card once for a command. A card with labels, fields or checklists is made in the archive, completed there,
 * and only then put on the board: nobody sees half of it, and a card that is on the board is whole.
 */
record Creation(Api api, BoardView view) {

    /** What came of it: a task that is on the board, or one that was and has been put away since. */
    sealed interface Outcome {
        record OnBoard(String card) implements Outcome {}

        record PutAway(Task task) implements Outcome {}
    }

    Outcome of(BoardCommand.Create command) {
        // Every card of the board is looked at, and every one in the archive and the trash: there is no horizon.
        List<Card> onBoard = madeBy(command.id());
        if (!onBoard.isEmpty()) {
            return new Outcome.OnBoard(onBoard.getFirst().id());
        }
        Optional<Card> away = view.snapshot().away().stream()
                .flatMap(list -> search(list, command.id()).stream())
                .findFirst();
        if (away.isPresent() && !isUnfinished(away.get())) {
            Card card = away.get();
            return new Outcome.PutAway(task(command.draft(), card.id(), card.createdAt()));
        }
        Task wanted = task(command.draft(), away.map(Card::id).orElse("new"), Instant.EPOCH);
        Cards cards = new Cards(api, view);
        cards.require(bare(command.draft()), wanted);
        if (wanted.parent() != null) {
            Card _ = view.card(wanted.parent());
        }
        String column = view.board().column(wanted.column()).id();
        if (away.isEmpty() && !hasMore(command.draft())) {
            return new Outcome.OnBoard(Json.text(make(column, command), "id"));
        }
        Card card = away.orElseGet(() -> rows(Json.object()).card(make(stage(column), command)));
        cards.change(card, view.task(card, view.board().column(wanted.column())), wanted);
        if (wanted.parent() != null) {
            new Checklists(api).linkMore(view.card(wanted.parent()), Checklist.SUBTASKS, List.of(card.id()));
        }
        cards.move(card, column);
        return new Outcome.OnBoard(card.id());
    }

    /**
     * Leaves one card of the command on the board: a request that was taken for lost may have been carried out beside the
     * one that repeated it. The oldest stays, for everybody, and the others go to the trash.
     *
     * @return the id of the one that stays, if there were others
     */
    Optional<String> settle(UUID command) {
        List<Card> made = madeBy(command);
        Optional<BoardList> trash = view.snapshot().trash();
        if (made.size() < 2 || trash.isEmpty()) {
            return Optional.empty();
        }
        made.stream()
                .skip(1)
                .forEach(card -> api.patch(
                        "/api/cards/" + card.id(),
                        Json.object().put("listId", trash.get().id())));
        return Optional.of(made.getFirst().id());
    }

    /** Oldest first. */
    private List<Card> madeBy(UUID command) {
        return view.snapshot().cards().values().stream()
                .filter(card -> card.isMadeBy(command))
                .toList();
    }

    private static boolean hasMore(TaskDraft draft) {
        return !draft.labels().isEmpty()
                || draft.priority() != null
                || draft.estimatedHours() != null
                || !draft.dependencies().isEmpty()
                || draft.parent() != null
                || !draft.acceptanceCriteria().isEmpty();
    }

    /** Cards that people archive or trash keep the list that they were in; one that began there has none. */
    private boolean isUnfinished(Card card) {
        return card.listBefore() == null
                && view.snapshot()
                        .archive()
                        .filter(it -> it.id().equals(card.list()))
                        .isPresent();
    }

    private String stage(String column) {
        return view.snapshot().archive().map(BoardList::id).orElse(column);
    }

    private JsonNode make(String list, BoardCommand.Create command) {
        TaskDraft draft = command.draft();
        ObjectNode body = Json.object()
                .put("type", view.snapshot().cardType())
                .put("position", view.snapshot().endOf(list))
                .put("name", draft.name())
                .put("description", CommandMark.put(draft.description(), command.id()));
        if (draft.dueDate() != null) {
            body.put("dueDate", Cards.time(draft.dueDate()));
        }
        return api.post("/api/lists/%s/cards".formatted(list), body);
    }

    /** The server looks for the text in all cards of the list; what it finds needs no second page. */
    private Optional<Card> search(BoardList list, UUID command) {
        JsonNode found = api.get("/api/lists/%s/cards?search=%s".formatted(list.id(), command));
        CardRows rows = rows(found.path("included"));
        return Json.each(found, "items")
                .map(rows::card)
                .filter(card -> card.isMadeBy(command))
                .findFirst();
    }

    private CardRows rows(JsonNode included) {
        return new CardRows(
                included,
                view.snapshot().labels(),
                List.copyOf(view.snapshot().fields().values()));
    }

    private Task task(TaskDraft draft, String id, Instant createdAt) {
        return draft.toTask(id, view.board(), createdAt);
    }

    private Task bare(TaskDraft draft) {
        return TaskDraft.named(draft.name()).column(draft.column()).build().toTask("new", view.board(), Instant.EPOCH);
    }
}
