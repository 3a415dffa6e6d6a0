package dev.holdfast.planka;

import dev.holdfast.spi.Board;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Column;
import dev.holdfast.spi.Priority;
import dev.holdfast.spi.Task;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A board's snapshot as boards and tasks. Immutable. */
final class BoardView {

    private final Snapshot snapshot;
    private final Mapping mapping;
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final Map<String, String> parents = new HashMap<>();

    BoardView(Snapshot snapshot, Mapping mapping) {
        this.snapshot = snapshot;
        this.mapping = mapping;
        Set<String> taken = new HashSet<>();
        for (BoardList list : snapshot.columns()) {
            columns.put(
                    list.id(),
                    new Column(
                            list.id(),
                            unique(list.name(), taken),
                            mapping.statuses().of(list)));
        }
        for (Card parent : snapshot.cards().values()) {
            parent.linked(Checklist.SUBTASKS).forEach(part -> parents.putIfAbsent(part, parent.id()));
        }
    }

    /** Lists may share a name, columns may not: later ones are numbered. */
    private static String unique(String name, Set<String> taken) {
        String unique = name;
        for (int number = 2; !taken.add(Texts.plain(unique)); number++) {
            unique = name + " (" + number + ")";
        }
        return unique;
    }

    Snapshot snapshot() {
        return snapshot;
    }

    Mapping mapping() {
        return mapping;
    }

    Board board() {
        return new Board(snapshot.id(), snapshot.name(), List.copyOf(columns.values()), page());
    }

    private URI page() {
        String base = mapping.base().toString();
        return URI.create(base + (base.endsWith("/") ? "" : "/") + "boards/" + snapshot.id());
    }

    /** @throws BoardFailure.NotFound when it is not on the board */
    Card card(String task) {
        return snapshot.card(task)
                .orElseThrow(() -> new BoardFailure.NotFound(
                        "There is no such task on the board; a task's id is the number that ends its card's address"));
    }

    /** @throws BoardFailure.NotFound when it is not on the board */
    Task task(String task) {
        return task(card(task));
    }

    /** All that are on the board, oldest first. */
    List<Task> tasks() {
        return snapshot.cards().values().stream().map(this::task).toList();
    }

    private Task task(Card card) {
        return task(card, Optional.ofNullable(columns.get(card.list())).orElseThrow());
    }

    /** What a card would be in a column. */
    Task task(Card card, Column column) {
        return Task.builder(card.id(), card.name(), column, card.createdAt())
                .description(card.description())
                .priority(priority(card))
                .assignedTo(holder(card))
                .updatedAt(card.updatedAt())
                .dueDate(card.dueDate())
                .estimatedHours(hours(card, CardField.ESTIMATED_HOURS))
                .actualHours(hours(card, CardField.ACTUAL_HOURS))
                .dependencies(Set.copyOf(card.linked(Checklist.DEPENDENCIES)))
                .labels(labels(card))
                .parent(parents.get(card.id()))
                .subtasks(subtasks(card))
                .acceptanceCriteria(card.criteria())
                .build();
    }

    private @Nullable Priority priority(Card card) {
        return card.labels().stream()
                .flatMap(label -> mapping.labels().priority(label).stream())
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private Set<String> labels(Card card) {
        return card.labels().stream()
                .filter(label -> mapping.labels().priority(label).isEmpty())
                .map(mapping.labels()::elsewhere)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Who is a member of a card holds it too, so that nobody takes from people what they have taken. */
    private @Nullable String holder(Card card) {
        return card.value(CardField.HOLDER)
                .or(() -> card.members().stream().findFirst().map(this::nameOf))
                .orElse(null);
    }

    private String nameOf(String user) {
        return Optional.ofNullable(snapshot.members().get(user))
                .map(Member::name)
                .orElse(user);
    }

    private static @Nullable BigDecimal hours(Card card, CardField field) {
        return card.value(field).flatMap(BoardView::number).orElse(null);
    }

    /** People may write anything into the field. */
    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Parts that are archived are no tasks of the board any more. */
    private List<String> subtasks(Card card) {
        List<String> parts = new ArrayList<>(card.linked(Checklist.SUBTASKS));
        parts.removeIf(part -> snapshot.card(part).isEmpty() || !card.id().equals(parents.get(part)));
        parts.sort(Json.BY_ID);
        return parts;
    }
}
