package dev.holdfast.planka;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;

/** Comments, the newest first, fifty at a time. */
final class TalkRoutes {

    private final World world;

    TalkRoutes(World world) {
        this.world = world;
    }

    void add(Routes routes) {
        routes.on("GET", "/api/cards/{}/comments", this::page, "beforeId")
                .on("POST", "/api/cards/{}/comments", this::say)
                .on("DELETE", "/api/comments/{}", this::takeBack);
    }

    private Reply page(Asked asked, Rights rights, List<String> ids) {
        ObjectNode card = world.require("cards", ids.getFirst(), "card");
        rights.mustSee(card.path("boardId").textValue(), "card");
        String before = asked.query().get("beforeId");
        List<ObjectNode> page = world.where("comments", "cardId", ids.getFirst()).stream()
                .filter(row ->
                        before == null || Json.BY_ID.compare(row.path("id").textValue(), before) < 0)
                .sorted(Comparator.comparing((ObjectNode row) -> row.path("id").textValue(), Json.BY_ID)
                        .reversed())
                .limit(50)
                .toList();
        ObjectNode body = World.object();
        body.set("items", World.array(page.stream()));
        body.putObject("included")
                .set("users", World.array(world.all("users").stream().map(AccountRoutes::shown)));
        return Reply.json(200, "success", body);
    }

    private Reply takeBack(Asked asked, Rights rights, List<String> ids) {
        ObjectNode comment = rights.editable("comments", ids.getFirst(), "comment");
        if (!rights.id().equals(comment.path("userId").textValue())) {
            throw Refused.of(403, "notEnoughRights");
        }
        ObjectNode card = world.require("cards", comment.path("cardId").textValue(), "card");
        card.put("commentsTotal", card.path("commentsTotal").asInt() - 1);
        return Reply.item(world.delete("comments", comment));
    }

    private Reply say(Asked asked, Rights rights, List<String> ids) {
        ObjectNode card = rights.editable("cards", ids.getFirst(), "card");
        ObjectNode input = new Input(asked.json()).text("text", 1_048_576).done();
        card.put("commentsTotal", card.path("commentsTotal").asInt() + 1).put("updatedAt", World.now());
        return Reply.item(
                world.insert("comments", input.put("cardId", ids.getFirst()).put("userId", rights.id())));
    }
}
