package dev.holdfast.planka;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/** Who is there: bootstrap, terms, logging in and out, the user. */
final class AccountRoutes {

    private static final String TERMS = "# Terms\nBe kind.";
    private static final String SIGNATURE = "03f07fa4887405919f0a569871c5bed69e5fc2e7045b186145dbd8ca09c2351a";

    private final World world;
    private String version = "2.1.0";

    AccountRoutes(World world) {
        this.world = world;
    }

    void pretendToBe(String otherVersion) {
        version = otherVersion;
    }

    void add(Routes routes) {
        routes.forAnybody("GET", "/api/bootstrap", (_, _, _) -> bootstrap())
                .forAnybody(
                        "GET",
                        "/api/config",
                        (_, _, _) -> version.startsWith("1")
                                ? Reply.item(World.object().putNull("oidc"))
                                : Reply.text(500, "Internal Server Error"))
                .forAnybody(
                        "GET",
                        "/api/terms",
                        (_, _, _) -> Reply.item(World.object()
                                .put("language", "en-US")
                                .put("content", TERMS)
                                .put("signature", SIGNATURE)))
                .forAnybody("POST", "/api/access-tokens", (asked, _, _) -> login(asked))
                .forAnybody("POST", "/api/access-tokens/accept-terms", (asked, _, _) -> acceptTerms(asked))
                .on("DELETE", "/api/access-tokens/me", (asked, rights, _) -> logout(asked, rights))
                .on("GET", "/api/users/me", (_, rights, _) -> Reply.item(shown(rights.user())));
    }

    /** Before 2.1 every path that is none of the API's is the page of the web client. */
    private Reply bootstrap() {
        if (version.startsWith("1")) {
            return Reply.text(200, "<!DOCTYPE html><html></html>").with("Content-Type", "text/html");
        }
        ObjectNode item = World.object().putNull("oidc").put("version", version);
        item.putArray("termsLanguages").add("de-DE").add("en-US");
        return Reply.item(item);
    }

    private Reply login(Asked asked) {
        ObjectNode input = new Input(asked.json())
                .text("emailOrUsername", 256)
                .text("password", 256)
                .done();
        ObjectNode user = world
                .where("users", "username", input.path("emailOrUsername").textValue())
                .stream()
                .filter(row -> row.path("password").equals(input.path("password")))
                .findFirst()
                .orElseThrow(() -> Refused.of(401, "invalidCredentials"));
        if (user.path("accepted").asBoolean()) {
            return session(user);
        }
        String pending = "pending-" + UUID.randomUUID();
        user.put("pending", pending);
        return Reply.json(
                403,
                "termsAcceptanceRequired",
                World.object()
                        .put("code", "E_FORBIDDEN")
                        .put("pendingToken", pending)
                        .put("message", "Terms acceptance required")
                        .put("step", "accept-terms"));
    }

    private Reply acceptTerms(Asked asked) {
        ObjectNode input = new Input(asked.json())
                .text("pendingToken", 1024)
                .text("signature", 64)
                .oneOf("initialLanguage", "de-DE", "en-US")
                .done();
        ObjectNode user = world
                .where("users", "pending", input.path("pendingToken").textValue())
                .stream()
                .findFirst()
                .orElseThrow(() -> Refused.of(401, "invalidPendingToken"));
        if (!SIGNATURE.equals(input.path("signature").textValue())) {
            throw Refused.of(403, "invalidSignature");
        }
        user.put("accepted", true);
        return session(user);
    }

    private Reply session(ObjectNode user) {
        String token = "token-" + UUID.randomUUID();
        ObjectNode _ = world.insert(
                "sessions",
                World.object().put("token", token).put("userId", user.path("id").textValue()));
        return Reply.json(200, "success", World.object().put("item", token));
    }

    private Reply logout(Asked asked, Rights rights) {
        String token = asked.header("authorization").orElse("").replaceFirst("^Bearer ", "");
        ObjectNode session = world.where("sessions", "token", token).stream()
                .findFirst()
                .orElseThrow(() -> Refused.notFound("session"));
        ObjectNode _ = world.delete("sessions", session);
        ObjectNode _ = rights.user();
        return Reply.json(200, "success", World.object().put("item", token));
    }

    /** A user as others see it. */
    static ObjectNode shown(ObjectNode user) {
        return World.object()
                .put("id", user.path("id").textValue())
                .put("createdAt", user.path("createdAt").textValue())
                .put("role", "boardUser")
                .put("name", user.path("name").textValue())
                .put("username", user.path("username").textValue())
                .put("isDeactivated", false);
    }
}
