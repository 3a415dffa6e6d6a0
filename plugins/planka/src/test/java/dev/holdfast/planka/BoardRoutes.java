package dev.holdfast.planka;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Projects, boards, lists, labels and custom fields. */
final class BoardRoutes {

    private final World world;

    BoardRoutes(World world) {
        this.world = world;
    }

    void add(Routes routes) {
        routes.on("GET", "/api/projects", (_, rights, _) -> projects(rights))
                .on("GET", "/api/projects/{}", (_, rights, ids) -> project(rights, ids.getFirst()))
                .on("POST", "/api/projects/{}/boards", (asked, rights, ids) -> makeBoard(asked, rights, ids.getFirst()))
                .on("GET", "/api/boards/{}", (_, rights, ids) -> board(rights, ids.getFirst()))
                .on("POST", "/api/boards/{}/lists", (asked, rights, ids) -> makeList(asked, rights, ids.getFirst()))
                .on("POST", "/api/boards/{}/labels", (asked, rights, ids) -> makeLabel(asked, rights, ids.getFirst()))
                .on("POST", "/api/boards/{}/board-memberships", this::join)
                .on("POST", "/api/boards/{}/custom-field-groups", this::makeGroup)
                .on("POST", "/api/custom-field-groups/{}/custom-fields", this::makeField);
    }

    private Reply projects(Rights rights) {
        List<ObjectNode> boards = rights.boards();
        Set<String> ids =
                boards.stream().map(row -> row.path("projectId").textValue()).collect(Collectors.toSet());
        ObjectNode body = World.object();
        body.set("items", world.of("projects", "id", ids));
        body.putObject("included").set("boards", World.array(boards.stream()));
        return Reply.json(200, "success", body);
    }

    private Reply project(Rights rights, String id) {
        ObjectNode project = world.require("projects", id, "project");
        List<ObjectNode> boards = rights.boards().stream()
                .filter(row -> id.equals(row.path("projectId").textValue()))
                .toList();
        if (boards.isEmpty()) {
            rights.mustManage(id);
        }
        ObjectNode body = World.object();
        body.set("item", project.deepCopy());
        body.putObject("included").set("boards", World.array(boards.stream()));
        return Reply.json(200, "success", body);
    }

    private Reply makeBoard(Asked asked, Rights rights, String project) {
        ObjectNode _ = world.require("projects", project, "project");
        rights.mustManage(project);
        ObjectNode input = new Input(asked.json())
                .required("position")
                .position()
                .text("name", 128)
                .done();
        ObjectNode board = newBoard(input.put("projectId", project));
        ObjectNode _ = member(board, rights.user(), "editor");
        return Reply.item(board);
    }

    /** Every board begins with an archive and a trash. */
    ObjectNode newBoard(ObjectNode values) {
        ObjectNode board = world.insert("boards", values.put("defaultCardType", "project"));
        Stream.of("archive", "trash").forEach(type -> {
            ObjectNode list = World.object()
                    .put("type", type)
                    .putNull("position")
                    .putNull("name")
                    .putNull("color");
            ObjectNode _ =
                    world.insert("lists", list.put("boardId", board.path("id").textValue()));
        });
        return board;
    }

    ObjectNode member(ObjectNode board, ObjectNode user, String role) {
        return world.insert(
                "boardMemberships",
                World.object()
                        .put("role", role)
                        .put("projectId", board.path("projectId").textValue())
                        .put("boardId", board.path("id").textValue())
                        .put("userId", user.path("id").textValue()));
    }

    private Reply join(Asked asked, Rights rights, List<String> ids) {
        ObjectNode board = world.require("boards", ids.getFirst(), "board");
        if (!rights.manages(board.path("projectId").textValue())) {
            throw Refused.notFound("board");
        }
        ObjectNode input = new Input(asked.json())
                .required("userId")
                .id("userId")
                .oneOf("role", "editor", "viewer")
                .done();
        ObjectNode user = world.require("users", input.path("userId").textValue(), "user");
        if (rights.membership(ids.getFirst()).isPresent()) {
            throw Refused.of(409, "userAlreadyBoardMember");
        }
        return Reply.item(member(board, user, input.path("role").textValue()));
    }

    private Reply board(Rights rights, String id) {
        ObjectNode board = world.require("boards", id, "board");
        rights.mustSee(id, "board");
        List<ObjectNode> lists = world.where("lists", "boardId", id);
        List<ObjectNode> cards = world.where("cards", "boardId", id).stream()
                .filter(card ->
                        isFinite(world.require("lists", card.path("listId").textValue(), "list")))
                .toList();
        ObjectNode included = Rows.included(world, cards);
        included.set("boardMemberships", world.of("boardMemberships", "boardId", Set.of(id)));
        included.set("labels", world.of("labels", "boardId", Set.of(id)));
        included.set("lists", World.array(lists.stream()));
        included.set("cards", World.array(cards.stream()));
        Set<String> groups = Rows.ids(world.where("customFieldGroups", "boardId", id));
        included.set("customFieldGroups", world.of("customFieldGroups", "boardId", Set.of(id)));
        included.set("customFields", world.of("customFields", "customFieldGroupId", groups));
        included.set("users", World.array(world.all("users").stream().map(AccountRoutes::shown)));
        ObjectNode body = World.object();
        body.set("item", board.deepCopy());
        body.set("included", included);
        return Reply.json(200, "success", body);
    }

    static boolean isFinite(ObjectNode list) {
        return Set.of("active", "closed").contains(list.path("type").textValue());
    }

    private Reply makeList(Asked asked, Rights rights, String board) {
        ObjectNode _ = rights.editable("boards", board, "board");
        ObjectNode input = new Input(asked.json())
                .oneOf("type", "active", "closed")
                .required("position")
                .position()
                .text("name", 128)
                .done();
        return Reply.item(world.insert("lists", input.putNull("color").put("boardId", board)));
    }

    private Reply makeLabel(Asked asked, Rights rights, String board) {
        ObjectNode _ = rights.editable("boards", board, "board");
        ObjectNode input = new Input(asked.json())
                .required("position")
                .position()
                .nullableText("name", 128)
                .oneOf("color", "muddy-grey", "morning-sky", "egg-yellow", "pumpkin-orange", "berry-red")
                .done();
        return Reply.item(world.insert("labels", input.put("boardId", board)));
    }

    private Reply makeGroup(Asked asked, Rights rights, List<String> ids) {
        ObjectNode _ = rights.editable("boards", ids.getFirst(), "board");
        ObjectNode input = new Input(asked.json())
                .required("position")
                .position()
                .text("name", 128)
                .done();
        return Reply.item(world.insert(
                "customFieldGroups",
                input.put("boardId", ids.getFirst()).putNull("cardId").putNull("baseCustomFieldGroupId")));
    }

    private Reply makeField(Asked asked, Rights rights, List<String> ids) {
        ObjectNode _ = rights.editable("customFieldGroups", ids.getFirst(), "customFieldGroup");
        ObjectNode input = new Input(asked.json())
                .required("position")
                .position()
                .text("name", 128)
                .flag("showOnFrontOfCard")
                .done();
        return Reply.item(world.insert(
                "customFields", input.putNull("baseCustomFieldGroupId").put("customFieldGroupId", ids.getFirst())));
    }
}
