package dev.holdfast.planka;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A user of the server.
 *
 * @param name what others write to name it: the user name, or the full name of who has none
 */
record Account(String id, String name) {

    static Account of(JsonNode user) {
        String id = Json.text(user, "id");
        @Nullable String username = Json.optional(user, "username");
        @Nullable String fullName = Json.optional(user, "name");
        return new Account(id, username != null ? username : fullName != null ? fullName : id);
    }

    /** As whom the calls are made. */
    static Account own(Api api) {
        return of(api.get("/api/users/me").path("item"));
    }
}
