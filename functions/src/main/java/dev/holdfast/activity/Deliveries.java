package dev.holdfast.activity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.StrictJson;
import dev.holdfast.json.Timestamp;
import dev.holdfast.queue.NewJob;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/** What is posted to the receivers of triggers, as jobs: those of one trigger in their order. */
public final class Deliveries {
    /** The kind of the jobs that post. */
    public static final String KIND = "webhook";

    static final String INCARNATION = "incarnation";
    static final String TRIGGER = "trigger";
    static final String BODY = "body";

    /** Longer values are told by a link. */
    private static final int MOST_VALUE_BYTES = 32 * 1024;
    /** All jobs that one change causes stand in one transaction, of at most 4 MB. */
    private static final int MOST_TOGETHER_BYTES = 2 * 1024 * 1024;
    /** With the delays of the queue, a day and a bit: by then the trigger is paused. */
    private static final int MOST_ATTEMPTS = 30;

    private static final int ID_BYTES = 18;

    private Deliveries() {}

    /**
     * A value before or after a change.
     *
     * @param value a MissingNode for none
     * @param link where it can be read, if it is too long to be sent
     */
    public record Told(JsonNode value, String link) {}

    /** Of a change at one place; {@code together} is how many deliveries the change causes. */
    public static NewJob ofChange(
            ProjectRef owner,
            Trigger trigger,
            String place,
            Told old,
            Told now,
            long seq,
            String actor,
            Instant at,
            int together) {
        int most = Math.min(MOST_VALUE_BYTES, MOST_TOGETHER_BYTES / (2 * Math.max(1, together)));
        String id = id(owner, trigger.id(), place, Long.toString(seq));
        ObjectNode body = body(id, owner, trigger).put("path", place);
        tell(body, "old", old, most);
        tell(body, "new", now, most);
        body.put("seq", seq).put("actor", actor).put("at", Timestamp.format(at));
        return job(owner, trigger, id, body, at);
    }

    /** Of an event, as the feed shows it. */
    public static NewJob ofEvent(
            ProjectRef owner, Trigger trigger, String eventId, ObjectNode event, String actor, Instant at) {
        String id = id(owner, trigger.id(), "event", eventId);
        ObjectNode body = body(id, owner, trigger);
        body.set("event", event);
        body.put("actor", actor).put("at", Timestamp.format(at));
        return job(owner, trigger, id, body, at);
    }

    private static ObjectNode body(String id, ProjectRef owner, Trigger trigger) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("trigger", trigger.id())
                .put("project", owner.project().toString());
    }

    private static void tell(ObjectNode body, String name, Told told, int most) {
        if (told.value().isMissingNode()) {
            return;
        }
        if (StrictJson.length(told.value()) > most) {
            body.put(name + "_link", told.link());
        } else {
            body.set(name, told.value());
        }
    }

    private static NewJob job(ProjectRef owner, Trigger trigger, String id, ObjectNode body, Instant at) {
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put(INCARNATION, owner.incarnation())
                .put(TRIGGER, trigger.id());
        payload.set(BODY, body);
        return NewJob.of(KIND, id, StrictJson.write(payload), at)
                .forProject(owner.project())
                .inGroup(KIND + ":" + owner.project() + ":" + trigger.id())
                .triedAtMost(MOST_ATTEMPTS);
    }

    /** The same for every repetition of the same delivery. */
    private static String id(ProjectRef owner, String... parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update((owner.project() + "." + owner.incarnation() + "\n" + String.join("\n", parts))
                    .getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(sha.digest(), ID_BYTES));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
