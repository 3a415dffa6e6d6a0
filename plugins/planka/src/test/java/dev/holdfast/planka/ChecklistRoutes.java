package dev.holdfast.planka;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Task lists and the tasks in them. */
final class ChecklistRoutes {

    private final World world;

    ChecklistRoutes(World world) {
        this.world = world;
    }

    void add(Routes routes) {
        routes.on("POST", "/api/cards/{}/task-lists", this::makeList)
                .on("POST", "/api/task-lists/{}/tasks", this::makeTask)
                .on("PATCH", "/api/tasks/{}", this::change)
                .on(
                        "DELETE",
                        "/api/tasks/{}",
                        (_, rights, ids) ->
                                Reply.item(world.delete("tasks", rights.editable("tasks", ids.getFirst(), "task"))));
    }

    private Reply makeList(Asked asked, Rights rights, List<String> ids) {
        ObjectNode _ = rights.editable("cards", ids.getFirst(), "card");
        ObjectNode input = new Input(asked.json())
                .required("position")
                .position()
                .text("name", 128)
                .done();
        return Reply.item(world.insert(
                "taskLists",
                input.put("showOnFrontOfCard", true)
                        .put("hideCompletedTasks", false)
                        .put("cardId", ids.getFirst())));
    }

    /** A task that links a card has its name, and is completed with it. */
    private Reply makeTask(Asked asked, Rights rights, List<String> ids) {
        ObjectNode _ = rights.editable("taskLists", ids.getFirst(), "taskList");
        ObjectNode input = new Input(asked.json())
                .required("position")
                .position()
                .optionalText("name", 1024)
                .id("linkedCardId")
                .done();
        ObjectNode task = input.put("isCompleted", false)
                .put("taskListId", ids.getFirst())
                .putNull("assigneeUserId");
        if (input.has("linkedCardId")) {
            ObjectNode linked =
                    world.require("cards", input.path("linkedCardId").textValue(), "linkedCard");
            rights.mustSee(linked.path("boardId").textValue(), "linkedCard");
            task.put("name", linked.path("name").textValue())
                    .put("isCompleted", linked.path("isClosed").asBoolean());
        } else if (!input.has("name")) {
            throw new Mistake("A task has neither a name nor a card");
        }
        return Reply.item(world.insert("tasks", task));
    }

    private Reply change(Asked asked, Rights rights, List<String> ids) {
        ObjectNode task = rights.editable("tasks", ids.getFirst(), "task");
        ObjectNode input = new Input(asked.json()).id("taskListId").position().done();
        return Reply.item(world.update(task, input));
    }
}
