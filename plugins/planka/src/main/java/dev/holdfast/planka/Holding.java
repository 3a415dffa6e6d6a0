package dev.holdfast.planka;

import dev.holdfast.spi.Task;
import java.util.Optional;

/**
 * Notes who holds a card. A worker with the name of a member of the board becomes a member of the card; any other is
 * written into a field, for only users can be members.
 */
record Holding(Api api, BoardView view) {

    void give(Card card, Task task, String worker) {
        if (worker.equals(task.assignedTo())) {
            return;
        }
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
            view.snapshot()
                    .member(worker)
                    .map(Member::user)
                    .filter(card.members()::contains)
                    .ifPresent(
                            user -> api.remove("/api/cards/%s/card-memberships/userId:%s".formatted(card.id(), user)));
        }
    }
}
