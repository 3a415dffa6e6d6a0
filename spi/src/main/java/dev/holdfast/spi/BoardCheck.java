package dev.holdfast.spi;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a connected provider found. Shown to people: no secrets.
 *
 * @param account as whom the back end knows the credentials, or null when it does not tell
 * @param mapping how names of the back end are read, such as {@code column In Review} to {@code IN_PROGRESS}
 * @param missing what the board lacks, each a sentence that says what to do; empty when all is well
 */
public record BoardCheck(@Nullable String account, Map<String, String> mapping, List<String> missing) {

    public BoardCheck {
        mapping = Map.copyOf(mapping);
        missing = List.copyOf(missing);
    }

    /** What can be told of any board: its columns, and the statuses without one. */
    public static BoardCheck of(Board board) {
        Map<String, String> mapping = new TreeMap<>();
        board.columns()
                .forEach(column ->
                        mapping.put("column " + column.name(), column.status().name()));
        return new BoardCheck(null, mapping, missing(board));
    }

    private static List<String> missing(Board board) {
        return List.of(Status.values()).stream()
                .filter(status -> board.columns().stream().noneMatch(column -> column.status() == status))
                .map(status -> "The board has no column for " + status.title() + "; set it up, or map one to it")
                .toList();
    }
}
