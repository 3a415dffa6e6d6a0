package dev.holdfast.lambda;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.StrictJson;
import dev.holdfast.json.Timestamp;
import dev.holdfast.problem.Refusal;
import dev.holdfast.queue.DeadLetter;
import dev.holdfast.queue.DeadLetters;
import dev.holdfast.queue.Drained;
import dev.holdfast.queue.FailedAttempt;
import dev.holdfast.queue.QueueStatus;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The queue on the wire. */
final class QueueViews {
    private QueueViews() {}

    static ObjectNode drained(Drained drained) {
        return object().put("done", drained.done())
                .put("retried", drained.retried())
                .put("dead", drained.dead())
                .put("relayed", drained.relayed())
                .put("continued", drained.continued())
                .put("unknown_kind", drained.unknownKind())
                .put("lost", drained.lost())
                .put("failed", drained.failed())
                .put("finished", drained.finished());
    }

    static ObjectNode status(QueueStatus.Counts counts) {
        ObjectNode view = object().put("pending", counts.pending())
                .put("due", counts.due())
                .put("leased", counts.leased())
                .put("dead", counts.dead())
                .put("groups", counts.groups());
        if (counts.oldest() != null) {
            view.put("oldest_age_secs", counts.oldest().toSeconds());
        }
        ObjectNode unknown = view.putObject("unknown_kinds");
        counts.unknownKinds().forEach(unknown::put);
        return view.put("complete", counts.complete());
    }

    static ObjectNode letters(DeadLetters.Listed listed) {
        ObjectNode view = object();
        ArrayNode items = view.putArray("items");
        listed.items().forEach(letter -> items.add(letter(letter)));
        return view.put("next_cursor", listed.nextCursor());
    }

    static ObjectNode whole(DeadLetters.Whole whole) {
        ObjectNode view = letter(whole.letter()).put("max_attempts", whole.job().maxAttempts());
        payload(view, whole.job().payload());
        ArrayNode history = view.putArray("history");
        for (FailedAttempt attempt : whole.job().history()) {
            history.addObject()
                    .put("attempt", attempt.number())
                    .put("at", Timestamp.format(attempt.at()))
                    .put("cause", attempt.cause());
        }
        return view;
    }

    static ObjectNode redriven(DeadLetters.Redriven redriven) {
        return object().put("redriven", redriven.redriven()).put("finished", redriven.finished());
    }

    static ObjectNode accepted(String id, String what) {
        return object().put("id", id).put("status", what);
    }

    private static ObjectNode letter(DeadLetter letter) {
        ObjectNode view = object().put("id", letter.id()).put("kind", letter.kind());
        putIfPresent(view, "project", letter.project());
        putIfPresent(view, "group", letter.group());
        return view.put("attempts", letter.attempts())
                .put("cause", letter.cause())
                .put("created_at", Timestamp.format(letter.createdAt()))
                .put("died_at", Timestamp.format(letter.diedAt()));
    }

    /** As JSON where it is; other bytes in base64. */
    private static void payload(ObjectNode view, byte[] payload) {
        if (payload.length == 0) {
            return;
        }
        try {
            view.set("payload", StrictJson.parse(payload));
        } catch (Refusal notJson) {
            view.put("payload_base64", Base64.getEncoder().encodeToString(payload));
        }
    }

    private static void putIfPresent(ObjectNode view, String name, @Nullable Object value) {
        if (value != null) {
            view.put(name, value.toString());
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
