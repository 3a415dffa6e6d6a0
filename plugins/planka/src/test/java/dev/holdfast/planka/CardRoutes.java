package dev.holdfast.planka;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Cards, and the labels, members and values on them. */
final class CardRoutes {

    private static final String VALUE = "/api/cards/{}/custom-field-values/customFieldGroupId:{}:customFieldId:{}";

    private final World world;

    CardRoutes(World world) {
        this.world = world;
    }

    void add(Routes routes) {
        routes.on("GET", "/api/lists/{}/cards", this::search, "search")
                .on("POST", "/api/lists/{}/cards", this::create)
                .on("PATCH", "/api/cards/{}", this::change)
                .on("POST", "/api/cards/{}/card-labels", this::label)
                .on(
                        "DELETE",
                        "/api/cards/{}/card-labels/labelId:{}",
                        (_, rights, ids) -> takeOff(rights, ids, "cardLabels", "labelId", "labelNotInCard"))
                .on("POST", "/api/cards/{}/card-memberships", this::join)
                .on(
                        "DELETE",
                        "/api/cards/{}/card-memberships/userId:{}",
                        (_, rights, ids) -> takeOff(rights, ids, "cardMemberships", "userId", "userNotCardMember"))
                .on("PATCH", VALUE, this::value)
                .on("DELETE", VALUE, this::clearValue);
    }

    /** The first fifty, those that changed their list last; the next page cannot be had. */
    private Reply search(Asked asked, Rights rights, List<String> ids) {
        ObjectNode list = world.require("lists", ids.getFirst(), "list");
        rights.mustSee(list.path("boardId").textValue(), "list");
        String word = asked.query().getOrDefault("search", "").toLowerCase(Locale.ROOT);
        List<ObjectNode> found = world.where("cards", "listId", ids.getFirst()).stream()
                .filter(card -> contains(card, "name", word) || contains(card, "description", word))
                .sorted(Comparator.comparing(
                                (ObjectNode card) -> card.path("listChangedAt").textValue())
                        .reversed())
                .limit(50)
                .toList();
        ObjectNode body = World.object();
        body.set("items", World.array(found.stream()));
        body.set("included", Rows.included(world, found));
        return Reply.json(200, "success", body);
    }

    private static boolean contains(ObjectNode card, String column, String word) {
        return card.path(column).asText("").toLowerCase(Locale.ROOT).contains(word);
    }

    /** The position is taken as it is given, also when another card has it: parallel calls leave such doubles. */
    private Reply create(Asked asked, Rights rights, List<String> ids) {
        ObjectNode list = rights.editable("lists", ids.getFirst(), "list");
        ObjectNode card = new Input(asked.json())
                .oneOf("type", "project", "story")
                .position()
                .text("name", 1024)
                .nullableText("description", 1_048_576)
                .nullableTime("dueDate")
                .done();
        place(card, list);
        card.put("isClosed", list.path("type").textValue().equals("closed"));
        for (String empty : List.of("description", "dueDate", "stopwatch", "prevListId", "coverAttachmentId")) {
            if (!card.has(empty)) {
                card.putNull(empty);
            }
        }
        return Reply.item(world.insert(
                "cards",
                card.put("commentsTotal", 0)
                        .put("boardId", list.path("boardId").textValue())
                        .put("creatorUserId", rights.id())));
    }

    private static void place(ObjectNode card, ObjectNode list) {
        if (!BoardRoutes.isFinite(list)) {
            card.putNull("position");
        } else if (!card.has("position")) {
            throw Refused.of(422, "positionMustBePresent");
        }
        card.put("listId", list.path("id").textValue()).put("listChangedAt", World.now());
    }

    private Reply change(Asked asked, Rights rights, List<String> ids) {
        ObjectNode card = rights.editable("cards", ids.getFirst(), "card");
        ObjectNode input = new Input(asked.json())
                .id("listId")
                .position()
                .optionalText("name", 1024)
                .nullableText("description", 1_048_576)
                .nullableTime("dueDate")
                .done();
        if (input.has("listId")) {
            ObjectNode before = world.require("lists", card.path("listId").textValue(), "list");
            ObjectNode after = world
                    .where("lists", "boardId", card.path("boardId").textValue())
                    .stream()
                    .filter(list -> list.path("id").equals(input.path("listId")))
                    .findFirst()
                    .orElseThrow(() -> Refused.notFound("list"));
            if (!before.path("id").equals(after.path("id"))) {
                move(card, input, before, after);
            }
        }
        return Reply.item(world.update(card, input));
    }

    private void move(ObjectNode card, ObjectNode input, ObjectNode before, ObjectNode after) {
        place(input, after);
        boolean closed = after.path("type").textValue().equals("closed");
        input.put("isClosed", closed);
        boolean forgets =
                BoardRoutes.isFinite(after) || before.path("type").textValue().equals("trash");
        input.put("prevListId", forgets ? null : before.path("id").textValue());
        world.where("tasks", "linkedCardId", card.path("id").textValue())
                .forEach(task -> task.put("isCompleted", closed));
    }

    private Reply label(Asked asked, Rights rights, List<String> ids) {
        ObjectNode card = rights.editable("cards", ids.getFirst(), "card");
        ObjectNode input =
                new Input(asked.json()).required("labelId").id("labelId").done();
        ObjectNode label = world.require("labels", input.path("labelId").textValue(), "label");
        if (!label.path("boardId").equals(card.path("boardId"))) {
            throw Refused.notFound("label");
        }
        return putOn(card, input, "cardLabels", "labelId", "labelAlreadyInCard");
    }

    private Reply join(Asked asked, Rights rights, List<String> ids) {
        ObjectNode card = rights.editable("cards", ids.getFirst(), "card");
        ObjectNode input =
                new Input(asked.json()).required("userId").id("userId").done();
        boolean isMember = world
                .where("boardMemberships", "boardId", card.path("boardId").textValue())
                .stream()
                .anyMatch(row -> row.path("userId").equals(input.path("userId")));
        if (!isMember) {
            throw Refused.notFound("user");
        }
        return putOn(card, input, "cardMemberships", "userId", "userAlreadyCardMember");
    }

    private Reply putOn(ObjectNode card, ObjectNode row, String kind, String column, String already) {
        row.put("cardId", card.path("id").textValue());
        if (!world.where(kind, same(row, column)).isEmpty()) {
            throw Refused.of(409, already);
        }
        return Reply.item(world.insert(kind, row));
    }

    private Reply takeOff(Rights rights, List<String> ids, String kind, String column, String absent) {
        ObjectNode _ = rights.editable("cards", ids.getFirst(), "card");
        ObjectNode wanted = World.object().put("cardId", ids.getFirst()).put(column, ids.get(1));
        return Reply.item(world.delete(
                kind,
                world.where(kind, same(wanted, column)).stream()
                        .findFirst()
                        .orElseThrow(() -> Refused.of(404, absent))));
    }

    private static Predicate<ObjectNode> same(ObjectNode wanted, String column) {
        return row -> row.path("cardId").equals(wanted.path("cardId"))
                && row.path(column).equals(wanted.path(column));
    }

    private Reply value(Asked asked, Rights rights, List<String> ids) {
        ObjectNode card = rights.editable("cards", ids.getFirst(), "card");
        ObjectNode group = world.require("customFieldGroups", ids.get(1), "customFieldGroup");
        ObjectNode field = world.require("customFields", ids.get(2), "customField");
        if (!group.path("boardId").equals(card.path("boardId"))) {
            throw Refused.notFound("customFieldGroup");
        }
        if (!field.path("customFieldGroupId").equals(group.path("id"))) {
            throw Refused.notFound("customField");
        }
        ObjectNode input = new Input(asked.json()).text("content", 512).done();
        return Reply.item(valueOf(ids)
                .map(row -> world.update(row, input))
                .orElseGet(() -> world.insert(
                        "customFieldValues",
                        input.put("cardId", ids.getFirst())
                                .put("customFieldGroupId", ids.get(1))
                                .put("customFieldId", ids.get(2)))));
    }

    private Reply clearValue(Asked asked, Rights rights, List<String> ids) {
        ObjectNode _ = rights.editable("cards", ids.getFirst(), "card");
        ObjectNode _ = world.require("customFieldGroups", ids.get(1), "customFieldGroup");
        return Reply.item(world.delete(
                "customFieldValues", valueOf(ids).orElseThrow(() -> Refused.notFound("customFieldValue"))));
    }

    private Optional<ObjectNode> valueOf(List<String> ids) {
        return world.where("customFieldValues", "cardId", ids.getFirst()).stream()
                .filter(row -> ids.get(1).equals(row.path("customFieldGroupId").textValue()))
                .filter(row -> ids.get(2).equals(row.path("customFieldId").textValue()))
                .findFirst();
    }
}
