package dev.holdfast.planka;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.CommandMark;
import dev.holdfast.spi.Task;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Changes cards of a board, as they were read. */
record Cards(Api api, BoardView view) {

    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    static String time(Instant time) {
        return MILLIS.format(time);
    }

    /** Puts a card at the end of a list, if it is in another one. */
    void move(Card card, String list) {
        if (!card.list().equals(list)) {
            api.patch(
                    "/api/cards/" + card.id(),
                    Json.object()
                            .put("listId", list)
                            .put("position", view.snapshot().endOf(list)));
        }
    }

    /** Puts a card where the task now is. */
    void moveTo(Card card, Task after) {
        move(card, view.board().column(after.column()).id());
    }

    /** Writes what is another in the task than it was. */
    void change(Card card, Task before, Task after) {
        require(before, after);
        texts(card, before, after);
        Labelling labels = new Labelling(api, view);
        labels.add(card, newOnes(before.labels(), after.labels()));
        labels.remove(card, newOnes(after.labels(), before.labels()));
        if (before.priority() != after.priority()) {
            labels.prioritize(card, after.priority());
        }
        Fields fields = new Fields(api, view);
        fields.hours(card, CardField.ESTIMATED_HOURS, before.estimatedHours(), after.estimatedHours());
        fields.hours(card, CardField.ACTUAL_HOURS, before.actualHours(), after.actualHours());
        Checklists checklists = new Checklists(api);
        if (!before.dependencies().equals(after.dependencies())) {
            checklists.link(card, Checklist.DEPENDENCIES, after.dependencies());
        }
        if (!before.acceptanceCriteria().equals(after.acceptanceCriteria())) {
            checklists.criteria(card, after.acceptanceCriteria());
        }
    }

    private void texts(Card card, Task before, Task after) {
        ObjectNode body = Json.object();
        if (!before.name().equals(after.name())) {
            body.put("name", after.name());
        }
        if (!before.description().equals(after.description())) {
            body.put("description", text(card, after.description()));
        }
        if (!Objects.equals(before.dueDate(), after.dueDate())) {
            body.put("dueDate", after.dueDate() == null ? null : time(after.dueDate()));
        }
        if (!body.isEmpty()) {
            api.patch("/api/cards/" + card.id(), body);
        }
    }

    /** The description with the mark that the card has; an empty one must be null. */
    private static @Nullable String text(Card card, String description) {
        String text = CommandMark.find(card.text())
                .map(command -> CommandMark.put(description, command))
                .orElse(description);
        return text.isEmpty() ? null : text;
    }

    /**
     * Refuses, before anything is written, what the board cannot keep of what is another in the task than it was.
     *
     * @throws BoardFailure.Rejected for such a text, label, criterion, time or number, or a field that is not set up
     * @throws BoardFailure.NotFound for a dependency that is not on the board
     */
    void require(Task before, Task after) {
        Texts.require("a name", after.name(), 1024);
        Texts.require("a description", after.description(), 1_048_576 - 100);
        newOnes(before.labels(), after.labels())
                .forEach(label ->
                        Texts.require("a label", view.mapping().labels().onBoard(label), 128));
        newOnes(Set.copyOf(before.acceptanceCriteria()), Set.copyOf(after.acceptanceCriteria()))
                .forEach(text -> Texts.require("an acceptance criterion", text, Checklists.MOST));
        newOnes(before.dependencies(), after.dependencies()).forEach(view::card);
        require(CardField.ESTIMATED_HOURS, before.estimatedHours(), after.estimatedHours());
        require(CardField.ACTUAL_HOURS, before.actualHours(), after.actualHours());
        Instant due = after.dueDate();
        if (due != null && (due.isBefore(FIRST) || !due.isBefore(END))) {
            throw new BoardFailure.Rejected("A due date must be in the years 1 to 9999");
        }
    }

    private void require(CardField field, @Nullable BigDecimal before, @Nullable BigDecimal after) {
        if (after != null && (before == null || before.compareTo(after) != 0)) {
            // The plain text of a number with a large scale might be without end.
            if (Math.abs((long) after.scale()) > 100 || after.precision() > 100) {
                throw new BoardFailure.Rejected("Hours have at most 100 digits");
            }
            Field _ = new Fields(api, view).require(field);
        }
    }

    private static <T> Set<T> newOnes(Set<T> before, Set<T> after) {
        Set<T> fresh = new HashSet<>(after);
        fresh.removeAll(before);
        return fresh;
    }
}
