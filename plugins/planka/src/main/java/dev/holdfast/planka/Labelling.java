package dev.holdfast.planka;

import dev.holdfast.spi.Priority;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts labels on cards and takes them away, one by one, so that nobody else's is lost. */
record Labelling(Api api, BoardView view) {

    private static final String PLAIN = "muddy-grey";
    private static final Map<Priority, String> COLOURS = Map.of(
            Priority.LOW, "morning-sky",
            Priority.MEDIUM, "egg-yellow",
            Priority.HIGH, "pumpkin-orange",
            Priority.URGENT, "berry-red");

    /** Adds labels by the names that they have elsewhere. */
    void add(Card card, Collection<String> names) {
        names.stream()
                .sorted()
                .filter(name -> card.labels().stream().noneMatch(label -> is(label, name)))
                .forEach(name -> put(card, view.mapping().labels().onBoard(name), PLAIN));
    }

    /** Takes away every label of these names. */
    void remove(Card card, Collection<String> names) {
        card.labels().stream()
                .filter(label -> names.stream().anyMatch(name -> is(label, name)))
                .forEach(label -> take(card, label));
    }

    /** Leaves the label of this priority, or of none, as the only one of a priority. */
    void prioritize(Card card, @Nullable Priority wanted) {
        LabelNames names = view.mapping().labels();
        if (wanted != null
                && card.labels().stream()
                        .noneMatch(label -> names.priority(label).equals(Optional.of(wanted)))) {
            put(card, names.onBoard(wanted), COLOURS.getOrDefault(wanted, PLAIN));
        }
        card.labels().stream()
                .filter(label ->
                        names.priority(label).filter(it -> it != wanted).isPresent())
                .forEach(label -> take(card, label));
    }

    /** Makes the labels of priorities that the board has not. */
    void makePriorities() {
        double position = end();
        for (Map.Entry<Priority, String> label :
                view.mapping().labels().labels().entrySet()) {
            if (find(label.getValue()).isEmpty()) {
                String _ = make(label.getValue(), COLOURS.getOrDefault(label.getKey(), PLAIN), position);
                position += Positions.GAP;
            }
        }
    }

    private boolean is(Label label, String name) {
        LabelNames names = view.mapping().labels();
        return names.priority(label).isEmpty() && names.elsewhere(label).equals(name);
    }

    private void put(Card card, String name, String colour) {
        String label = find(name).orElseGet(() -> make(name, colour, end()));
        api.add("/api/cards/%s/card-labels".formatted(card.id()), Json.object().put("labelId", label));
    }

    private void take(Card card, Label label) {
        api.remove("/api/cards/%s/card-labels/labelId:%s".formatted(card.id(), label.id()));
    }

    /** Of several labels of a name, the oldest. */
    private Optional<String> find(String name) {
        return view.snapshot().labels().stream()
                .filter(label -> label.name().equals(name))
                .map(Label::id)
                .findFirst();
    }

    private double end() {
        return Positions.after(view.snapshot().labels().stream().mapToDouble(Label::position));
    }

    private String make(String name, String colour, double position) {
        return Json.text(
                api.post(
                        "/api/boards/%s/labels".formatted(view.snapshot().id()),
                        Json.object()
                                .put("position", position)
                                .put("name", name)
                                .put("color", colour)),
                "id");
    }
}
