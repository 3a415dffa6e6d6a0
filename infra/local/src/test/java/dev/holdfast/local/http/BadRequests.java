package dev.holdfast.local.http;

import static dev.holdfast.local.http.BadRequest.field;
import static dev.holdfast.local.http.Call.PROJECTS;
import static dev.holdfast.local.http.Samples.registration;

import java.util.stream.Stream;

/** Requests that are refused before the store is asked. */
final class BadRequests {
    private static final String LOCAL = "3f2b8c1e-6d4a-4f0e-9b7c-2a1d5e8f9c3b";
    private static final String ONE = PROJECTS + LOCAL + "/";
    private static final Call REGISTER = Call.register(registration(LOCAL));

    private BadRequests() {}

    static Stream<BadRequest> rows() {
        return Stream.of(BadBodies.rows(), uuids(), addresses(), media(), queries(), headers())
                .flatMap(it -> it);
    }

    private static Stream<BadRequest> uuids() {
        return Stream.of(
                BadBodies.unfit("a local UUID that is none", BadBodies.with(LOCAL, "x"), field("local_project_uuid")),
                BadBodies.unfit(
                        "a UUID without hyphens",
                        BadBodies.with(LOCAL, LOCAL.replace("-", "")),
                        field("local_project_uuid")),
                BadBodies.unfit(
                        "a parent that is no UUID",
                        registration(LOCAL, Samples.parent("1-1-1-1-1")),
                        field("parent_project_uuid")),
                new BadRequest(
                        "a machine's header that is no UUID",
                        REGISTER.with("X-Machine-UUID", "laptop"),
                        400,
                        "INVALID_INPUT",
                        field("X-Machine-UUID")),
                new BadRequest(
                        "a path without UUID", Call.get(PROJECTS + "kelp/"), 400, "INVALID_INPUT", field("cloud_uuid")),
                new BadRequest(
                        "a path with another's key",
                        Call.get(PROJECTS + "acme%23projects/"),
                        400,
                        "INVALID_INPUT",
                        field("cloud_uuid")),
                new BadRequest(
                        "a local path without UUID",
                        Call.get(PROJECTS + "by-local-uuid/kelp/"),
                        400,
                        "INVALID_INPUT",
                        field("local_uuid")),
                new BadRequest(
                        "a query without UUID",
                        Call.get(PROJECTS + "by-local-uuid/" + LOCAL + "/?machine_uuid=x"),
                        400,
                        "INVALID_INPUT",
                        field("machine_uuid")));
    }

    private static Stream<BadRequest> addresses() {
        return Stream.of(
                new BadRequest("an unknown address", Call.get("/api/v1/boards/"), 404, "UNKNOWN_ROUTE"),
                new BadRequest("another version", Call.get("/api/v2/projects/"), 404, "UNKNOWN_ROUTE"),
                new BadRequest("the root", Call.get("/"), 404, "UNKNOWN_ROUTE"),
                new BadRequest("one segment more", Call.get(ONE + "archive/now/"), 404, "UNKNOWN_ROUTE"),
                new BadRequest("two slashes", Call.get(PROJECTS + "/"), 400, "INVALID_INPUT", field("cloud_uuid")),
                new BadRequest(
                        "a method of another address",
                        Call.get(PROJECTS + "register/"),
                        405,
                        "METHOD_NOT_ALLOWED",
                        "\"allowed_methods\":[\"POST\"]"),
                new BadRequest(
                        "a method of no address",
                        Call.of("PUT", ONE).json("{}"),
                        405,
                        "METHOD_NOT_ALLOWED",
                        "\"allowed_methods\":[\"DELETE\",\"GET\",\"HEAD\",\"PATCH\"]"));
    }

    private static Stream<BadRequest> media() {
        String json = "\"media_types\":[\"application/json\"";
        return Stream.of(
                new BadRequest(
                        "plain text", REGISTER.with("Content-Type", "text/plain"), 415, "UNSUPPORTED_MEDIA_TYPE", json),
                new BadRequest(
                        "a form",
                        REGISTER.with("Content-Type", "application/x-www-form-urlencoded"),
                        415,
                        "UNSUPPORTED_MEDIA_TYPE",
                        json),
                new BadRequest(
                        "another charset",
                        REGISTER.with("Content-Type", "application/json; charset=iso-8859-1"),
                        415,
                        "UNSUPPORTED_MEDIA_TYPE",
                        json),
                new BadRequest(
                        "a quoted charset",
                        REGISTER.with("Content-Type", "application/json;a=b;charset=\"utf-16\""),
                        415,
                        "UNSUPPORTED_MEDIA_TYPE",
                        json),
                new BadRequest(
                        "another encoding",
                        REGISTER.with("Content-Encoding", "br"),
                        415,
                        "UNSUPPORTED_MEDIA_TYPE",
                        "\"content_encodings\":[\"gzip\",\"identity\"]"),
                new BadRequest(
                        "two encodings",
                        REGISTER.with("Content-Encoding", "gzip, gzip"),
                        415,
                        "UNSUPPORTED_MEDIA_TYPE"));
    }

    private static Stream<BadRequest> queries() {
        return Stream.of(
                unlisted("limit=0", "limit"),
                unlisted("limit=101", "limit"),
                unlisted("limit=1.5", "limit"),
                unlisted("limit=", "limit"),
                unlisted("limit=99999999999", "limit"),
                unlisted("limit=1&limit=1", "limit"),
                unlisted("status=lost", "status"),
                unlisted("tags=sea", "tags"),
                new BadRequest("a cursor that is no base64", Call.get(PROJECTS + "?cursor=%24"), 400, "INVALID_CURSOR"),
                new BadRequest(
                        "a cursor that is too long",
                        Call.get(PROJECTS + "?cursor=" + "A".repeat(2_049)),
                        400,
                        "INVALID_CURSOR"),
                new BadRequest(
                        "a history's parameter",
                        Call.get(ONE + "registrations/?status=archived"),
                        400,
                        "INVALID_INPUT",
                        field("status")));
    }

    private static Stream<BadRequest> headers() {
        return Stream.of(
                new BadRequest("an empty key", REGISTER.keyed(""), 400, "INVALID_INPUT", field("Idempotency-Key")),
                new BadRequest(
                        "a key with a space", REGISTER.keyed("a b"), 400, "INVALID_INPUT", field("Idempotency-Key")),
                new BadRequest(
                        "a long key", REGISTER.keyed("k".repeat(256)), 400, "INVALID_INPUT", field("Idempotency-Key")),
                new BadRequest(
                        "a weak tag", Call.post(ONE + "archive/").with("If-Match", "W/\"1\""), 400, "INVALID_INPUT"),
                new BadRequest("a tag without quotes", Call.delete(ONE).with("If-Match", "1"), 400, "INVALID_INPUT"),
                new BadRequest(
                        "several tags", Call.delete(ONE).with("If-Match", "\"1\", \"2\""), 400, "INVALID_INPUT"));
    }

    private static BadRequest unlisted(String query, String field) {
        return new BadRequest("?" + query, Call.get(PROJECTS + "?" + query), 400, "INVALID_INPUT", field(field));
    }
}
