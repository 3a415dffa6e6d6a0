package dev.holdfast.planka;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Writes checklists of cards. Each step can be found done, so that what was broken off is completed. */
record Checklists(Api api) {

    /** The most characters that an item has. */
    static final int MOST = 1024;

    /** Makes the acceptance criteria these, in this order; those that stay keep whether they are met. */
    void criteria(Card card, List<String> wanted) {
        List<Checklist.Item> left = new ArrayList<>(card.items(Checklist.CRITERIA));
        List<Optional<Checklist.Item>> kept = wanted.stream()
                .map(name -> left.stream()
                        .filter(item -> item.name().equals(name))
                        .findFirst()
                        .map(item -> {
                            left.remove(item);
                            return item;
                        }))
                .toList();
        left.forEach(this::remove);
        if (wanted.isEmpty()) {
            return;
        }
        String home = home(card, Checklist.CRITERIA);
        double last = 0;
        for (int i = 0; i < wanted.size(); i++) {
            Optional<Checklist.Item> item = kept.get(i);
            if (item.isPresent() && item.get().list().equals(home) && item.get().position() > last) {
                last = item.get().position();
            } else {
                last += Positions.GAP;
                if (item.isPresent()) {
                    move(item.get(), home, last);
                } else {
                    make(home, last, "name", wanted.get(i));
                }
            }
        }
    }

    /** Makes the cards that a checklist links these, and leaves its other items. */
    void link(Card card, String checklist, Collection<String> wanted) {
        card.items(checklist).stream()
                .filter(item -> item.linkedCard() != null && !wanted.contains(item.linkedCard()))
                .forEach(this::remove);
        linkMore(card, checklist, wanted);
    }

    /** Links these cards too. */
    void linkMore(Card card, String checklist, Collection<String> wanted) {
        List<String> missing = wanted.stream()
                .filter(other -> !card.linked(checklist).contains(other))
                .sorted(Json.BY_ID)
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        String home = home(card, checklist);
        double last =
                Positions.after(card.items(checklist).stream().mapToDouble(Checklist.Item::position)) - Positions.GAP;
        for (String other : missing) {
            last += Positions.GAP;
            make(home, last, "linkedCardId", other);
        }
    }

    /** The id of the first checklist of this name, made if there is none. */
    private String home(Card card, String name) {
        return card.checklists(name).stream()
                .map(Checklist::id)
                .findFirst()
                .orElseGet(() -> Json.text(
                        api.post(
                                "/api/cards/%s/task-lists".formatted(card.id()),
                                Json.object()
                                        .put(
                                                "position",
                                                Positions.after(card.checklists().stream()
                                                        .mapToDouble(Checklist::position)))
                                        .put("name", name)),
                        "id"));
    }

    private void make(String list, double position, String member, String value) {
        JsonNode _ = api.post(
                "/api/task-lists/%s/tasks".formatted(list),
                Json.object().put("position", position).put(member, value));
    }

    private void move(Checklist.Item item, String list, double position) {
        api.patch(
                "/api/tasks/" + item.id(), Json.object().put("taskListId", list).put("position", position));
    }

    private void remove(Checklist.Item item) {
        api.remove("/api/tasks/" + item.id());
    }
}
