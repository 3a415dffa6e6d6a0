package dev.holdfast.client.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.client.input.Json;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the service's answers mean. Networks between put their own in: a page of HTML is none of the service's. */
final class Answers {
    private Answers() {}

    /** @param member one that the answer of this call always has */
    static Verdict verdict(int status, HttpHeaders headers, byte[] body, String member, Instant now) {
        Duration retryAfter = headers.firstValue("Retry-After")
                .flatMap(value ->
                        RetryAfter.parse(value, headers.firstValue("Date").orElse(null), now))
                .orElse(null);
        if (status >= 500) {
            return failed(Problem.read(status, body), retryAfter);
        }
        if (isPage(headers)) {
            return later(status, "HTTP status " + status + " with a page of HTML: something else answers there");
        }
        if (status < 300) {
            Optional<ObjectNode> answer = Json.ifObject(body).filter(it -> it.has(member));
            return answer.<Verdict>map(Verdict.Done::new)
                    .orElseGet(() -> later(status, "HTTP status " + status + " with an answer that is not Holdfast's"));
        }
        if (status < 400) {
            return later(status, "HTTP status " + status + ", which leads elsewhere; check the URL");
        }
        return failed(Problem.read(status, body), retryAfter);
    }

    /** One verdict for each of {@code size} items of a batch. */
    static List<Verdict> ofBatch(Verdict whole, int size) {
        if (!(whole instanceof Verdict.Done(ObjectNode answer))) {
            return IntStream.range(0, size).mapToObj(_ -> whole).toList();
        }
        JsonNode results = answer.path("results");
        if (!results.isArray() || results.size() != size) {
            return ofBatch(later(200, "The answer has not one result for every project"), size);
        }
        return results.valueStream().map(Answers::ofResult).toList();
    }

    private static Verdict ofResult(JsonNode result) {
        if (!(result instanceof ObjectNode members)) {
            return later(200, "The answer has a result that is no object");
        }
        if (!"error".equals(members.path("status").asText())) {
            return members.path("cloud_uuid").isTextual()
                    ? new Verdict.Done(members)
                    : later(200, "The answer has a result without a cloud_uuid");
        }
        if (members.path("problem") instanceof ObjectNode problem) {
            return failed(Problem.of(problem.path("status").asInt(400), problem), null);
        }
        return new Verdict.Refused(Problem.of(400, members));
    }

    private static Verdict failed(Problem problem, @Nullable Duration header) {
        JsonNode member = problem.json().path("retry_after");
        Duration retryAfter =
                header == null && member.isNumber() ? RetryAfter.within(Duration.ofSeconds(member.asLong())) : header;
        return switch (problem.status()) {
            case 401, 403 -> new Verdict.NotAllowed(problem);
            case 408, 425, 429 -> later(problem, retryAfter);
            case 409 -> retryAfter == null ? new Verdict.Refused(problem) : later(problem, retryAfter);
            default -> problem.status() >= 500 ? later(problem, retryAfter) : new Verdict.Refused(problem);
        };
    }

    private static Verdict later(Problem problem, @Nullable Duration retryAfter) {
        String status = "HTTP status " + problem.status();
        String cause = problem.text().equals(status) ? status : status + ": " + problem.text();
        return new Verdict.Later(cause, problem.status(), retryAfter, true);
    }

    private static Verdict later(int status, String cause) {
        return new Verdict.Later(cause, status, null, true);
    }

    private static boolean isPage(HttpHeaders headers) {
        return headers.firstValue("Content-Type")
                .map(type -> type.strip().toLowerCase(Locale.ROOT).startsWith("text/html"))
                .orElse(false);
    }
}
