package dev.holdfast.lambda;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.board.Answer;
import dev.holdfast.board.Applied;
import dev.holdfast.board.BoardJson;
import dev.holdfast.board.CommandRecord;
import dev.holdfast.board.Connected;
import dev.holdfast.board.Credentials;
import dev.holdfast.board.Held;
import dev.holdfast.json.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Boards on the wire. */
final class BoardViews {
    private BoardViews() {}

    /** What a board said, with when it said so. */
    static ObjectNode answer(Answer answer, Instant now) {
        ObjectNode view = answer.json().deepCopy().put("read_at", Timestamp.format(answer.at()));
        if (answer.stale() != null) {
            view.put("stale", true).put("stale_because", answer.stale()).put("age_secs", age(answer, now));
        } else {
            view.put("stale", false);
        }
        return view;
    }

    static Reply reply(Answer answer, Matched request, Instant now) {
        String etag = answer.etag();
        // A copy says how old it is, which a 304 could not.
        if (answer.stale() == null && request.has(etag)) {
            return Reply.notModified(etag);
        }
        Reply reply = Reply.ok(answer(answer, now)).with("ETag", etag);
        return answer.stale() == null ? reply : reply.with("Age", Long.toString(age(answer, now)));
    }

    private static long age(Answer answer, Instant now) {
        return Math.max(0, Duration.between(answer.at(), now).toSeconds());
    }

    static ObjectNode applied(Applied applied) {
        return switch (applied) {
            case Applied.Done(String id, ObjectNode result) ->
                result.deepCopy().put("state", "done").put("command_id", id);
            case Applied.Queued(String id, String cause, long retryAfter, ObjectNode beside) ->
                beside.deepCopy()
                        .put("state", "queued")
                        .put("command_id", id)
                        .put("job_id", id)
                        .put("cause", cause)
                        .put("retry_after", retryAfter);
        };
    }

    static ObjectNode job(CommandRecord record) {
        ObjectNode view = object().put("job_id", record.id())
                .put("command", record.kind().wire())
                .put("task_id", record.task())
                .put("state", record.state().wire())
                .put("attempts", record.attempts())
                .put("created_at", Timestamp.format(record.at()));
        if (record.said() != null) {
            ObjectNode said = record.said().deepCopy();
            if (said.remove("assignment") instanceof ObjectNode assignment) {
                // The token is its holder's, and whoever reads the board may ask for this.
                view.set("assignment", assignment.without("assignment_token"));
            }
            view.set(record.state() == CommandRecord.State.DONE ? "result" : "failure", said);
        }
        return view;
    }

    static ObjectNode connected(Connected connected) {
        return switch (connected) {
            case Connected.Found(String provider, ObjectNode found) ->
                found.deepCopy().put("connected", true).put("provider", provider);
            case Connected.Failed failed -> {
                ObjectNode view = object().put("connected", false).put("provider", failed.provider());
                ObjectNode problem = Problems.problem(failed.refusal());
                view.set("failed", problem.put("step", failed.step()));
                yield view;
            }
        };
    }

    static ObjectNode assignments(List<Held> page, @Nullable String next) {
        ObjectNode view = object();
        ArrayNode items = view.putArray("items");
        page.forEach(held -> items.add(BoardJson.assignment(held)));
        return view.put("next_cursor", next);
    }

    static ObjectNode credentials(String provider, Credentials.Kept kept) {
        ObjectNode view = object().put("provider", provider);
        kept.names().forEach(view.putArray("configured")::add);
        return view.put("updated_at", Timestamp.format(kept.at())).put("updated_by", kept.by());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
