package dev.holdfast.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.activity.ProjectRef;
import dev.holdfast.json.StrictJson;
import dev.holdfast.security.Sealing;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.TableSchema;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sessions as items. Live ones stand in one partition and ended ones in another, so that lists cost what they show.
 * What the agent said is sealed.
 */
final class SessionItems {
    static final String LAST_ACTIVE = "active";
    static final String STATE = "state";
    static final String OPERATION = "op";

    private static final String LIVE = "sessions";
    private static final String ENDED = "sessions#ended";
    private static final String AGENTS = "agents";
    private static final String NAME = "name";
    private static final String BY = "by";
    private static final String MODE = "mode";
    private static final String CREATED = "at";
    private static final String IDLE = "idle_ms";
    private static final String ENDS = "ends";
    private static final String ENDED_AT = "ended";
    private static final String SEALED = "p";

    private final Sealing sealing;

    SessionItems(Sealing sealing) {
        this.sealing = sealing;
    }

    static String live(ProjectRef owner) {
        return owner.partition(LIVE);
    }

    static Key live(ProjectRef owner, String id) {
        return new Key(live(owner), id);
    }

    static String ended(ProjectRef owner) {
        return owner.partition(ENDED);
    }

    static Key ended(ProjectRef owner, String id) {
        return new Key(ended(owner), id);
    }

    /** Not a store of that name: its partition has one part more. */
    static boolean isLive(Key row) {
        String[] parts = row.pk().split("#", -1);
        return parts.length == 3 && parts[1].indexOf('.') > 0 && parts[2].equals(LIVE);
    }

    /** The number of the last agent that was named. */
    static Key agents(ProjectRef owner) {
        return new Key(owner.partition(AGENTS), "last");
    }

    /** Under which all live sessions of a tenant are found. */
    static String ofTenant(String tenant) {
        return tenant + "#sessions";
    }

    /** @param operation the mark of the operation that opened it */
    Item.Builder item(ProjectRef owner, Session session, String operation) {
        Key key = session.stored().isLive() ? live(owner, session.id()) : ended(owner, session.id());
        Item.Builder item = Item.at(key)
                .number(TableSchema.VERSION, session.version())
                .text(OPERATION, operation)
                .text(NAME, session.agentName())
                .text(BY, session.openedBy())
                .text(MODE, session.mode().name())
                .text(STATE, session.stored().name())
                .number(CREATED, session.createdAt().toEpochMilli())
                .number(LAST_ACTIVE, session.lastActive().toEpochMilli())
                .number(IDLE, session.idle().toMillis())
                .number(ENDS, session.endsAt().toEpochMilli())
                .bytes(SEALED, sealing.seal(owner.tenant(), context(owner, session.id()), said(session.profile())));
        if (session.endedAt() != null) {
            item.number(ENDED_AT, session.endedAt().toEpochMilli());
        }
        return item;
    }

    private static byte[] said(Profile profile) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("agent_id", profile.agentId());
        put(json, "display_name", profile.displayName());
        put(json, "intent", profile.intent());
        put(json, "repo_id", profile.repoId());
        put(json, "changeset_id", profile.changesetId());
        put(json, "base_commit", profile.baseCommit());
        put(json, "host", profile.host());
        return StrictJson.write(json);
    }

    Session session(ProjectRef owner, Item item) {
        String id = item.key().sk();
        JsonNode said = StrictJson.parse(sealing.open(owner.tenant(), context(owner, id), item.bytes(SEALED)));
        return new Session(
                id,
                item.text(NAME),
                new Profile(
                        said.path("agent_id").textValue(),
                        said.path("display_name").textValue(),
                        said.path("intent").textValue(),
                        said.path("repo_id").textValue(),
                        said.path("changeset_id").textValue(),
                        said.path("base_commit").textValue(),
                        said.path("host").textValue()),
                item.text(BY),
                SessionMode.valueOf(item.text(MODE)),
                SessionState.valueOf(item.text(STATE)),
                time(item, CREATED),
                time(item, LAST_ACTIVE),
                Duration.ofMillis(item.number(IDLE)),
                time(item, ENDS),
                item.has(ENDED_AT) ? time(item, ENDED_AT) : null,
                item.number(TableSchema.VERSION));
    }

    /** The session among {@code found}, live or ended. */
    Optional<Session> among(ProjectRef owner, Map<Key, Item> found, String id) {
        Item item = found.getOrDefault(live(owner, id), found.get(ended(owner, id)));
        return Optional.ofNullable(item).map(it -> session(owner, it));
    }

    private static void put(ObjectNode json, String name, @Nullable String text) {
        if (text != null) {
            json.put(name, text);
        }
    }

    private static Instant time(Item item, String name) {
        return Instant.ofEpochMilli(item.number(name));
    }

    private static String context(ProjectRef owner, String id) {
        return "session\n" + owner.project() + "." + owner.incarnation() + "\n" + id;
    }
}
