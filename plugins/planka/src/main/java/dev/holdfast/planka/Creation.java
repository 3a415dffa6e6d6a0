package dev.holdfast.planka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Column;
import dev.holdfast.spi.CommandMark;
import dev.holdfast.spi.Task;
import dev.holdfast.spi.TaskDraft;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Creates a card once for a command. A card with labels, fields or checklists is made in the archive, completed there,
 * and only then put on the board: nobody sees half of it, and a card that is on the board is whole.
 */
record Creation(Api api, BoardReads boards, BoardView view) {

    /** What came of it: a task that is on the board, or one that was and has been put away since. */
    sealed interface Outcome {
        record OnBoard(String card) implements Outcome {}

        record PutAway(Task task) implements Outcome {}
    }

    Outcome of(BoardCommand.Create command) {
        // Every card of the board is looked at, and every one in the archive and the trash: there is no horizon.
        Optional<Card> onBoard = madeBy(command.id(), view).findFirst();
        if (onBoard.isPresent()) {
            return new Outcome.OnBoard(onBoard.get().id());
        }
        List<Card> away = view.snapshot().away().stream()
                .flatMap(list -> search(list, command.id()).stream())
                .sorted(Comparator.comparing(Card::id, Json.BY_ID))
                .toList();
        // Since the board was read, a card may have come onto it, and its duplicate have gone to the trash.
        Optional<Card> since =
                away.isEmpty() ? Optional.empty() : onBoardNow(command.id()).findFirst();
        if (since.isPresent()) {
            return new Outcome.OnBoard(since.get().id());
        }
        Optional<Card> putAway =
                away.stream().filter(card -> !isUnfinished(card)).findFirst();
        if (putAway.isPresent()) {
            return new Outcome.PutAway(view.task(putAway.get(), columnBefore(putAway.get())));
        }
        return new Outcome.OnBoard(complete(command, away.stream().findFirst()));
    }

    /** @return the id of the card that is now on the board */
    private String complete(BoardCommand.Create command, Optional<Card> begun) {
        Task wanted = command.draft().toTask(begun.map(Card::id).orElse("new"), view.board(), Instant.EPOCH);
        Cards cards = new Cards(api, view);
        cards.require(bare(command.draft()), wanted);
        if (wanted.parent() != null) {
            Card _ = view.card(wanted.parent());
        }
        Column column = view.board().column(wanted.column());
        if (begun.isEmpty() && !hasMore(command.draft())) {
            return Json.text(make(column.id(), command, wanted.description()), "id");
        }
        Card card = begun.orElseGet(() ->
                rows(Json.object()).card(make(stage(column.id()), command, StagingMark.put(wanted.description()))));
        // The description comes last, for with it the mark goes.
        Task before = view.task(card, column).toBuilder()
                .description(wanted.description())
                .build();
        cards.change(card, before, wanted);
        Optional<Card> whole =
                onBoardNow(command.id()).filter(now -> !now.isStaged()).findFirst();
        if (whole.isPresent()) {
            // This one stays in the archive, where another call may still be completing it.
            return whole.get().id();
        }
        if (wanted.parent() != null) {
            new Checklists(api).linkMore(view.card(wanted.parent()), Checklist.SUBTASKS, List.of(card.id()));
        }
        api.patch(
                "/api/cards/" + card.id(),
                Json.object()
                        .put("listId", column.id())
                        .put("position", view.snapshot().endOf(column.id()))
                        .put("description", CommandMark.put(wanted.description(), command.id())));
        return card.id();
    }

    /** Where a card was before it was put away; that list may be gone, and the trash makes cards forget theirs. */
    private Column columnBefore(Card card) {
        List<Column> columns = view.board().columns();
        return columns.stream()
                .filter(column -> column.id().equals(card.listBefore()))
                .findFirst()
                .or(() -> columns.stream().findFirst())
                .orElseThrow(() -> new BoardFailure.NotFound("The task is archived, and the board has no columns"));
    }

    /**
     * Leaves one card of the command on the board: a request that was taken for lost may have been carried out beside the
     * one that repeated it. One that somebody holds stays, or else the oldest, and the others go to the trash.
     *
     * @return the id of the one that stays, if there is one
     */
    Optional<String> settle(UUID command) {
        List<Card> made = madeBy(command, view)
                .sorted(Comparator.comparing(Card::isHeld).reversed())
                .toList();
        made.stream().skip(1).forEach(this::trash);
        return made.stream().findFirst().map(Card::id);
    }

    private void trash(Card card) {
        view.snapshot()
                .trash()
                .ifPresent(list ->
                        api.patch("/api/cards/" + card.id(), Json.object().put("listId", list.id())));
    }

    private Stream<Card> onBoardNow(UUID command) {
        return madeBy(command, boards.read(api));
    }

    /** Oldest first. */
    private static Stream<Card> madeBy(UUID command, BoardView view) {
        return view.snapshot().cards().values().stream().filter(card -> card.isMadeBy(command));
    }

    private static boolean hasMore(TaskDraft draft) {
        return !draft.labels().isEmpty()
                || draft.priority() != null
                || draft.estimatedHours() != null
                || !draft.dependencies().isEmpty()
                || draft.parent() != null
                || !draft.acceptanceCriteria().isEmpty();
    }

    /** A card in the making that a person put on the board, and archived from there, has a list that it was in. */
    private boolean isUnfinished(Card card) {
        return card.isStaged()
                && card.listBefore() == null
                && view.snapshot()
                        .archive()
                        .filter(it -> it.id().equals(card.list()))
                        .isPresent();
    }

    private String stage(String column) {
        return view.snapshot().archive().map(BoardList::id).orElse(column);
    }

    private JsonNode make(String list, BoardCommand.Create command, String description) {
        TaskDraft draft = command.draft();
        ObjectNode body = Json.object()
                .put("type", view.snapshot().cardType())
                .put("position", view.snapshot().endOf(list))
                .put("name", draft.name())
                .put("description", CommandMark.put(description, command.id()));
        if (draft.dueDate() != null) {
            body.put("dueDate", Cards.time(draft.dueDate()));
        }
        return api.post("/api/lists/%s/cards".formatted(list), body);
    }

    /** The server looks for the text in all cards of the list; what it finds needs no second page. */
    private List<Card> search(BoardList list, UUID command) {
        JsonNode found = api.get("/api/lists/%s/cards?search=%s".formatted(list.id(), command));
        CardRows rows = rows(found.path("included"));
        return Json.each(found, "items")
                .map(rows::card)
                .filter(card -> card.isMadeBy(command))
                .toList();
    }

    private CardRows rows(JsonNode included) {
        return new CardRows(
                included,
                view.snapshot().labels(),
                List.copyOf(view.snapshot().fields().values()));
    }

    private Task bare(TaskDraft draft) {
        return TaskDraft.named(draft.name()).column(draft.column()).build().toTask("new", view.board(), Instant.EPOCH);
    }
}
