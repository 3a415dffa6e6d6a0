package dev.holdfast.planka;

import dev.holdfast.spi.BoardFailure;
import java.util.Optional;

/**
 * Notes who holds a card. A worker with the name of a member of the board becomes a member of the card; any other is
 * written into a field, for only users can be members.
 */
record Holding(Api api, BoardView view) {

    void give(Card card, String worker) {
        Texts.require("a worker", worker, CardField.MOST);
        Optional<Member> member = view.snapshot().member(worker);
        if (member.isPresent()) {
            api.add(
                    "/api/cards/%s/card-memberships".formatted(card.id()),
                    Json.object().put("userId", member.get().user()));
        } else {
            new Fields(api, view).set(card, CardField.HOLDER, worker);
        }
    }

    void takeBack(Card card, String worker) {
        if (card.value(CardField.HOLDER).isPresent()) {
            new Fields(api, view).clear(card, CardField.HOLDER);
        } else {
            leave(card, worker);
        }
    }

    /**
     * Tells who has a card that was given to several at once: the field counts before members, and of these the first.
     *
     * @throws BoardFailure.Rejected when another has it; the worker is then no member of the card any more
     */
    void requireWon(String task, String worker) {
        if (!worker.equals(view.task(task).assignedTo())) {
            leave(view.card(task), worker);
            throw new BoardFailure.Rejected("Another worker took the task at the same time");
        }
    }

    private void leave(Card card, String worker) {
        view.snapshot()
                .member(worker)
                .map(Member::user)
                .filter(card.members()::contains)
                .ifPresent(user -> api.remove("/api/cards/%s/card-memberships/userId:%s".formatted(card.id(), user)));
    }
}
