package dev.holdfast.planka;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Who may do what: what one may not see is not there, what one may not change is forbidden. */
record Rights(World world, ObjectNode user) {

    String id() {
        return user.path("id").textValue();
    }

    boolean manages(String project) {
        return world.where("projectManagers", "projectId", project).stream()
                .anyMatch(row -> id().equals(row.path("userId").textValue()));
    }

    void mustManage(String project) {
        if (!manages(project)) {
            throw Refused.notFound("project");
        }
    }

    Optional<ObjectNode> membership(String board) {
        return world.where("boardMemberships", "boardId", board).stream()
                .filter(row -> id().equals(row.path("userId").textValue()))
                .findFirst();
    }

    /** @param name what is said not to be there */
    void mustSee(String board, String name) {
        boolean manages = world.where("boards", "id", board).stream()
                .anyMatch(row -> manages(row.path("projectId").textValue()));
        if (!manages && membership(board).isEmpty()) {
            throw Refused.notFound(name);
        }
    }

    /** @param name what is said not to be there */
    void mustEdit(String board, String name) {
        ObjectNode membership = membership(board).orElseThrow(() -> Refused.notFound(name));
        if (!membership.path("role").textValue().equals("editor")) {
            throw Refused.of(403, "notEnoughRights");
        }
    }

    /** The row, which hangs on a card of a board that the user may edit. */
    ObjectNode editable(String kind, String id, String name) {
        ObjectNode row = world.require(kind, id, name);
        mustEdit(boardOf(kind, row), name);
        return row;
    }

    String boardOf(String kind, ObjectNode row) {
        return switch (kind) {
            case "boards" -> row.path("id").textValue();
            case "cards", "lists", "labels" -> row.path("boardId").textValue();
            case "customFieldGroups" -> row.path("boardId").textValue();
            case "tasks" ->
                boardOf(
                        "taskLists",
                        world.require("taskLists", row.path("taskListId").textValue(), "taskList"));
            default ->
                boardOf("cards", world.require("cards", row.path("cardId").textValue(), "card"));
        };
    }

    List<ObjectNode> boards() {
        return world.where(
                "boards",
                row -> manages(row.path("projectId").textValue())
                        || membership(row.path("id").textValue()).isPresent());
    }
}
