package dev.holdfast.local.http;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That answers which the contract does not know are found. */
class ContractTest {
    private static final String ONE = "/api/v1/projects/3f2b8c1e-6d4a-5f0e-9b7c-2a1d5e8f9c3b/";
    private static final String PROJECT = """
            {"cloud_uuid": "3f2b8c1e-6d4a-5f0e-9b7c-2a1d5e8f9c3b", "local_project_uuid":
            "9a7b6c5d-4e3f-4a2b-8c1d-0e9f8a7b6c5d", "registration_status": "registered", "tenant_id": "t",
            "registered_at": "2026-01-02T03:04:05.678Z", "updated_at": "2026-01-02T03:04:05.678Z",
            "last_used_at": "2026-01-02T03:04:05.678Z", "project_name": "kelp", "project_type": "monorepo",
            "tags": [], "version": 1, "provider_configured": false, "machines": []}""";
    private static final String UNKNOWN = """
            {"type": "urn:holdfast:problem:project_not_found", "title": "T", "status": 404, "detail": "D",
            "error": "PROJECT_NOT_FOUND"}""";

    private final Contract contract = Contract.load();

    @Test
    void answers_as_promised_fit() {
        contract.check("GET", ONE, project(headers -> headers, PROJECT));
        contract.check("PATCH", ONE.substring(0, ONE.length() - 1), project(headers -> headers, PROJECT));
        contract.check("GET", ONE, problem(404, UNKNOWN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ETag", "Content-Type", "X-Request-Id", "Cache-Control"})
    void a_missing_header_is_found(String name) {
        assertRefused("GET", ONE, project(headers -> without(headers, name), PROJECT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"version\": 1 | \"version\": \"1\"",
                "\"version\": 1 | \"version\": 0",
                "\"version\": 1, | ",
                "\"version\": 1 | \"version\": 1, \"provider_config\": {}",
                "\"registered\" | \"lost\"",
                "05.678Z | 05Z",
                "monorepo | Monorepo",
                "\"machines\": [] | \"machines\": [{\"machine_uuid\": \"m\"}]"
            })
    void an_altered_body_is_found(String part, String altered) {
        String body = PROJECT.replace(part, altered == null ? "" : altered);
        assertTrue(!body.equals(PROJECT));
        assertRefused("GET", ONE, project(headers -> headers, body));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PROJECT_NOT_FOUND | NOT_FOUND",
                "project_not_found | unauthorized",
                "404 | 400",
                "\"title\" | \"sk\": \"x\", \"title\""
            })
    void an_altered_problem_is_found(String part, String altered) {
        assertRefused("GET", ONE, problem(404, UNKNOWN.replace(part, altered)));
    }

    @Test
    void a_status_or_media_type_that_is_not_listed_is_found() {
        assertRefused(
                "GET", ONE, new Answer(201, project(headers -> headers, PROJECT).headers(), PROJECT));
        assertRefused("GET", ONE, answer(404, Map.of("Content-Type", "application/json"), UNKNOWN));
    }

    @ParameterizedTest
    @CsvSource({"401, UNAUTHORIZED", "403, INSUFFICIENT_SCOPE", "405, METHOD_NOT_ALLOWED", "503, UNAVAILABLE"})
    void a_problem_without_its_header_is_found(int status, String code) {
        String body = UNKNOWN.replace("PROJECT_NOT_FOUND", code)
                .replace("project_not_found", code.toLowerCase(Locale.ROOT))
                .replace("404", Integer.toString(status));
        assertRefused("GET", ONE, problem(status, body));
    }

    @Test
    void a_route_that_is_not_in_the_contract_cannot_answer() {
        assertRefused("GET", "/api/v1/other/", answer(200, Map.of("Content-Type", "application/json"), "{}"));
        assertRefused("PUT", ONE, project(headers -> headers, PROJECT));
        assertRefused("GET", "/api/v1/other/", problem(404, UNKNOWN));
    }

    private void assertRefused(String method, String path, Answer answer) {
        assertThrows(AssertionError.class, () -> contract.check(method, path, answer));
    }

    private static Answer project(UnaryOperator<Map<String, String>> change, String body) {
        Map<String, String> headers = new TreeMap<>(Map.of("Content-Type", "application/json", "ETag", "\"1\""));
        headers.putAll(Map.of("X-Request-Id", "r", "Cache-Control", "no-store"));
        return answer(200, change.apply(headers), body);
    }

    private static Answer problem(int status, String body) {
        return answer(status, Map.of("Content-Type", "application/problem+json"), body);
    }

    private static Answer answer(int status, Map<String, String> headers, String body) {
        Map<String, List<String>> all = new TreeMap<>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        if (headers.size() == 1) {
            all.putAll(Map.of("X-Request-Id", List.of("r"), "Cache-Control", List.of("no-store")));
        }
        return new Answer(status, HttpHeaders.of(all, (_, _) -> true), body);
    }

    private static Map<String, String> without(Map<String, String> headers, String name) {
        Map<String, String> fewer = new TreeMap<>(headers);
        fewer.remove(name);
        return fewer;
    }
}
