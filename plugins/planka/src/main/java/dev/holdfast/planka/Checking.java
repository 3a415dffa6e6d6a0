package dev.holdfast.planka;

import dev.holdfast.spi.Board;
import dev.holdfast.spi.BoardCheck;
import dev.holdfast.spi.HttpCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Tells how a board is read and what it lacks. */
record Checking(Account me, BoardView view) {

    private static final int SHORT_OF_ROOM = HttpCall.ORDINARY_BYTES / 4 * 3;

    BoardCheck run() {
        BoardCheck columns = BoardCheck.of(view.board());
        Map<String, String> mapping = new TreeMap<>(columns.mapping());
        LabelNames labels = view.mapping().labels();
        labels.labels()
                .forEach((priority, label) ->
                        mapping.put("priority " + priority.name().toLowerCase(Locale.ROOT), "label " + label));
        labels.aliases().forEach((label, name) -> mapping.put("label " + label, "label " + name));
        for (CardField field : CardField.values()) {
            mapping.put(
                    field.title().toLowerCase(Locale.ROOT), "field %s of %s".formatted(field.title(), CardField.GROUP));
        }
        mapping.put("acceptance criteria", "task list " + Checklist.CRITERIA);
        mapping.put("dependencies", "task list " + Checklist.DEPENDENCIES);
        mapping.put("subtasks", "task list " + Checklist.SUBTASKS);
        List<String> missing = new ArrayList<>(columns.missing());
        missing.addAll(lacks());
        return new BoardCheck(me.name(), mapping, missing);
    }

    private List<String> lacks() {
        List<String> lacks = new ArrayList<>();
        Snapshot snapshot = view.snapshot();
        Member own = snapshot.members().get(me.id());
        if (own == null || !own.editor()) {
            lacks.add(Snapshot.NO_EDITOR);
        }
        snapshot.missingFields()
                .forEach(field -> lacks.add("The board has no field \"%s\" in a group \"%s\"; set it up"
                        .formatted(field.title(), CardField.GROUP)));
        Board board = view.board();
        snapshot.columns().stream()
                .filter(list -> view.mapping().statuses().told(list).isEmpty())
                .forEach(list ->
                        lacks.add("Nothing tells what the list \"%s\" means, and its tasks count as in progress;"
                                        .formatted(board.columns().stream()
                                                .filter(column -> column.id().equals(list.id()))
                                                .findFirst()
                                                .orElseThrow()
                                                .name())
                                + " name its status in statuses"));
        if (snapshot.bytes() > SHORT_OF_ROOM) {
            lacks.add("The board takes %d of the %d KiB that are read of it; archive cards that are done"
                    .formatted(snapshot.bytes() / 1024, HttpCall.ORDINARY_BYTES / 1024));
        }
        return lacks;
    }
}
