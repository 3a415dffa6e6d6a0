package dev.holdfast.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.client.http.Verdict;
import dev.holdfast.client.input.Json;
import dev.holdfast.client.input.Text;
import dev.holdfast.client.spool.Delivered;
import dev.holdfast.client.spool.Item;
import dev.holdfast.client.spool.Settlement;
import java.time.Instant;

/** What became of one call, as it is shown. */
record Outcome(ExitCode exit, ObjectNode document, String line) {
    private static final String FRESH_TOKEN = "kept, and not counted as an attempt; it goes on with a token that does";

    static Outcome of(Settlement settlement) {
        Item item = settlement.item();
        return switch (settlement) {
            case Settlement.Sent(Delivered delivered) -> of(delivered);
            case Settlement.Held(Item held, String because, Instant due) -> waiting(held, because, due);
            case Settlement.DoneElsewhere _ -> shown(item, ExitCode.OK, "done", "sent by another process");
            case Settlement.DeadElsewhere(Item dead) ->
                shown(dead, ExitCode.REFUSED, "dead", "another process tried it: " + dead.lastError());
        };
    }

    static Outcome of(Delivered delivered) {
        Item item = delivered.item();
        Outcome outcome = switch (delivered.fate()) {
            case DONE -> shown(item, ExitCode.OK, "done", "");
            case REFUSED -> shown(item, ExitCode.REFUSED, "refused", detail(delivered.verdict()));
            case WAITING -> waiting(item, detail(delivered.verdict()), item.dueAt());
            case DEAD -> shown(item, ExitCode.REFUSED, "dead", detail(delivered.verdict()));
            case NOT_ALLOWED ->
                shown(item, ExitCode.NOT_ALLOWED, "unauthorized", detail(delivered.verdict()) + "; " + FRESH_TOKEN);
        };
        return switch (delivered.verdict()) {
            case Verdict.Done(ObjectNode answer) -> outcome.answered(item, answer);
            case Verdict.Refused(var problem) -> outcome.with("problem", problem.json());
            case Verdict.NotAllowed(var problem) -> outcome.with("problem", problem.json());
            case Verdict.Later _ -> outcome;
        };
    }

    private static Outcome waiting(Item item, String because, Instant due) {
        String next = Times.format(due);
        Outcome outcome = shown(item, ExitCode.LATER, "spooled", because);
        outcome.document().put("next_attempt_at", next);
        return new Outcome(outcome.exit(), outcome.document(), outcome.line() + "; next attempt at " + next);
    }

    private Outcome answered(Item item, ObjectNode answer) {
        String line = "done: %s is %s (%s, %s)"
                .formatted(
                        Text.printable(item.name()),
                        Text.printable(answer.path("cloud_uuid").asText()),
                        Text.printable(answer.path("outcome").asText("known")),
                        Text.printable(answer.path("registration_status").asText("registered")));
        return new Outcome(exit, with("answer", answer).document(), line);
    }

    private Outcome with(String member, ObjectNode value) {
        ObjectNode larger = document.deepCopy();
        larger.set(member, value);
        return new Outcome(exit, larger, line);
    }

    private static String detail(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Done _ -> "";
            case Verdict.Refused(var problem) -> problem.text();
            case Verdict.NotAllowed(var problem) -> problem.text();
            case Verdict.Later later -> later.cause();
        };
    }

    private static Outcome shown(Item item, ExitCode exit, String result, String detail) {
        ObjectNode document = Json.object()
                .put("result", result)
                .put("id", item.id())
                .put("local_project_uuid", item.project())
                .put("project_name", item.name())
                .put("attempts", item.attempts());
        if (!detail.isEmpty()) {
            document.put("detail", detail);
        }
        String line = result + ": " + Text.printable(item.name()) + " (" + item.project() + ")";
        return new Outcome(exit, document, detail.isEmpty() ? line : line + ": " + detail);
    }
}
