package dev.holdfast.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.client.http.Problem;
import dev.holdfast.client.http.Verdict;
import dev.holdfast.client.input.Json;
import dev.holdfast.client.input.Text;
import java.util.List;

/** Answers to questions, which are not spooled. */
final class Asked {
    private static final String NO_PROJECT = "PROJECT_NOT_FOUND";
    private static final int NOT_FOUND = 404;

    private Asked() {}

    static Report report(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Done(ObjectNode answer) -> found(answer, "service");
            case Verdict.Refused(Problem problem)
            when isUnknownProject(problem) -> failed(ExitCode.NOT_FOUND, "not_found", problem);
            case Verdict.Refused(Problem problem) -> failed(ExitCode.REFUSED, "refused", problem);
            case Verdict.NotAllowed(Problem problem) -> failed(ExitCode.NOT_ALLOWED, "unauthorized", problem);
            case Verdict.Later later ->
                new Report(
                        ExitCode.LATER,
                        Json.object().put("result", "no_answer").put("detail", later.cause()),
                        List.of("no answer: " + later.cause()));
        };
    }

    /** @param source {@code service} or {@code cache} */
    static Report found(ObjectNode answer, String source) {
        ObjectNode document = Json.object().put("result", "found").put("source", source);
        document.set("answer", answer);
        String line = Text.printable("%s %s %s"
                .formatted(
                        answer.path("cloud_uuid").asText(),
                        answer.path("registration_status").asText(),
                        answer.path("project_name").asText()));
        return new Report(ExitCode.OK, document, List.of(line.strip()));
    }

    /** A 404 of the service about the address says nothing about the project. */
    static boolean isUnknownProject(Problem problem) {
        return problem.status() == NOT_FOUND
                && (problem.error().isEmpty() || problem.error().equals(NO_PROJECT));
    }

    private static Report failed(ExitCode exit, String result, Problem problem) {
        ObjectNode document = Json.object().put("result", result).put("detail", problem.text());
        document.set("problem", problem.json());
        return new Report(exit, document, List.of(result.replace('_', ' ') + ": " + problem.text()));
    }
}
