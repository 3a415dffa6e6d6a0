package dev.holdfast.local.http;

import static dev.holdfast.local.http.BadRequest.field;
import static dev.holdfast.local.http.StoreCalls.etag;

import java.util.stream.Stream;

/** Requests on stores that are refused. */
final class BadStoreRequests {
    private static final StoreCalls ANY = new StoreCalls("3f2b8c1e-6d4a-4f0e-9b7c-2a1d5e8f9c3b");

    private BadStoreRequests() {}

    /** Refused before the store is asked. */
    static Stream<BadRequest> unread() {
        return Stream.of(bodies(), patches(), addresses(), sizes()).flatMap(it -> it);
    }

    private static Stream<BadRequest> bodies() {
        Call save = Call.of("PUT", ANY.address("plan"));
        return Stream.of(
                bad("a save without data", save.json("{}"), "INVALID_INPUT", field("data")),
                bad("an unknown field", save.json("{\"data\":1,\"seq\":1}"), "INVALID_INPUT", field("seq")),
                bad("metadata that is no object", save.json("{\"data\":1,\"metadata\":1}"), "INVALID_INPUT"),
                bad("no version", save.json("{\"data\":1,\"schema_version\":\"1.0\"}"), "INVALID_INPUT"),
                bad("an unknown field of hello", ANY.hello("{},\"x\":1"), "INVALID_INPUT", field("x")),
                bad("hello with a negative seq", ANY.hello("{\"a\":-1}"), "INVALID_INPUT", field("stores.a")),
                bad("hello with half a seq", ANY.hello("{\"a\":1.5}"), "INVALID_INPUT", field("stores.a")),
                bad("hello to a bad name", ANY.hello("{\"9\":1}"), "INVALID_INPUT", field("store")),
                bad("a merge of nothing", ANY.merge("plan", "{\"inputs\":[]}"), "INVALID_INPUT", field("inputs")),
                bad("a merge without base", ANY.merge("plan", "{\"inputs\":[{\"state\":1}]}"), "INVALID_INPUT"),
                bad(
                        "a merge of two kinds",
                        ANY.merge("plan", "{\"inputs\":[{\"base\":1,\"state\":1,\"patch\":[]}]}"),
                        "INVALID_INPUT",
                        field("inputs[0]")),
                bad(
                        "an unknown policy",
                        ANY.merge(
                                "plan",
                                "{\"inputs\":[{\"base\":1,\"state\":1}],\"rules\":{\"policies\":[{\"path\":\"\",\"policy\":\"x\"}]}}"),
                        "INVALID_INPUT"),
                bad("a rollback to nowhere", Call.post(ANY.address("plan") + "rollback/", "{}"), "INVALID_INPUT"),
                bad("an unknown mode", ANY.configure("plan", "{\"mode\":\"eternal\"}"), "INVALID_INPUT", field("mode")),
                bad("idle for ever", ANY.configure("plan", "{\"idle_secs\":1}"), "INVALID_INPUT"),
                bad("an unknown setting", ANY.configure("plan", "{\"ttl\":1}"), "INVALID_INPUT", field("ttl")),
                bad("no JSON", save.json("{\"data\":"), "INVALID_JSON"),
                bad("a document of 65 levels", ANY.save("plan", nested(65)), "INVALID_JSON", "\"max_nesting\":64"),
                bad("a number out of range", ANY.save("plan", "1e309"), "INVALID_JSON"),
                bad("a key twice", ANY.save("plan", "{\"a\":1,\"a\":1}"), "INVALID_JSON"),
                bad("a lone surrogate", ANY.save("plan", "\"\\ud800\""), "INVALID_JSON"));
    }

    private static Stream<BadRequest> patches() {
        return Stream.of(
                bad(
                        "a pointer without slash",
                        ANY.patch("plan", "[{\"op\":\"remove\",\"path\":\"a\"}]"),
                        "INVALID_POINTER",
                        "\"operation_index\":0"),
                bad(
                        "a tilde alone",
                        ANY.patch("plan", "[{\"op\":\"remove\",\"path\":\"/a\"},{\"op\":\"remove\",\"path\":\"/~\"}]"),
                        "INVALID_POINTER",
                        "\"operation_index\":1"),
                bad("an unknown operation", ANY.patch("plan", "[{\"op\":\"set\",\"path\":\"/a\"}]"), "INVALID_PATCH"),
                bad("no value", ANY.patch("plan", "[{\"op\":\"add\",\"path\":\"/a\"}]"), "INVALID_PATCH"),
                bad(
                        "an object as operations",
                        ANY.patch("plan", "[]").json("{}").with("Content-Type", StoreCalls.JSON_PATCH),
                        "INVALID_PATCH"),
                bad(
                        "1,001 operations",
                        ANY.patch(
                                "plan",
                                "[" + "{\"op\":\"test\",\"path\":\"\",\"value\":1},".repeat(1_000)
                                        + "{\"op\":\"test\",\"path\":\"\",\"value\":1}]"),
                        "INVALID_PATCH",
                        "\"max_operations\":1000"),
                bad("a message without a patch", ANY.message("plan", "{\"seq\":1}"), "INVALID_INPUT", field("patch")),
                bad(
                        "a message with two patches",
                        ANY.message("plan", "{\"patch\":[],\"merge_patch\":{}}"),
                        "INVALID_INPUT",
                        field("patch")),
                bad("a message with half a base", ANY.message("plan", "{\"base\":1.5,\"patch\":[]}"), "INVALID_INPUT"));
    }

    private static Stream<BadRequest> addresses() {
        return Stream.of(
                bad("a store's bad name", ANY.load("9a"), "INVALID_INPUT", field("store")),
                bad("a store's long name", ANY.load("a".repeat(65)), "INVALID_INPUT", field("store")),
                bad("no UUID", new StoreCalls("kelp").load("a"), "INVALID_INPUT", field("cloud_uuid")),
                bad("a seq that is none", Call.get(ANY.address("a") + "?seq=one"), "INVALID_INPUT", field("seq")),
                bad("a negative seq", Call.get(ANY.address("a") + "?seq=-1"), "INVALID_INPUT", field("seq")),
                bad("an unknown parameter", Call.get(ANY.address("a") + "?at=1"), "INVALID_INPUT", field("at")),
                bad("since nowhere", ANY.changes("a", "since=x"), "INVALID_INPUT", field("since")),
                bad("a limit of 0", ANY.changes("a", "limit=0"), "INVALID_INPUT", field("limit")),
                bad("a limit of 101", ANY.history("a", "limit=101"), "INVALID_INPUT", field("limit")),
                bad("a list's limit of 101", ANY.list("limit=101"), "INVALID_INPUT", field("limit")),
                bad("a cursor that is none", ANY.history("a", "cursor=x"), "INVALID_CURSOR"),
                bad("a list's cursor that is none", ANY.list("cursor=%24"), "INVALID_CURSOR"),
                bad("a tag without quotes", ANY.save("a", "1").with("If-Match", "1"), "INVALID_INPUT"),
                bad("a weak tag", ANY.delete("a").with("If-Match", "W/\"1\""), "INVALID_INPUT"),
                bad("several tags", ANY.patch("a", "{}").with("If-Match", "\"1\", \"2\""), "INVALID_INPUT"),
                bad("an empty key", ANY.save("a", "1").keyed(""), "INVALID_INPUT", field("Idempotency-Key")),
                new BadRequest(
                        "an unknown address below a store", Call.get(ANY.address("a") + "undo/"), 404, "UNKNOWN_ROUTE"),
                new BadRequest(
                        "a method of no store",
                        Call.post(ANY.address("a"), "{}"),
                        405,
                        "METHOD_NOT_ALLOWED",
                        "\"allowed_methods\":[\"DELETE\",\"GET\",\"HEAD\",\"PATCH\",\"PUT\"]"));
    }

    private static Stream<BadRequest> sizes() {
        String megabyte = "\"" + "x".repeat(1024 * 1024) + "\"";
        return Stream.of(
                new BadRequest("more than 1 MiB", ANY.save("a", megabyte), 413, "PAYLOAD_TOO_LARGE"),
                new BadRequest(
                        "a save as a patch",
                        ANY.save("a", "1").with("Content-Type", StoreCalls.MERGE_PATCH),
                        415,
                        "UNSUPPORTED_MEDIA_TYPE",
                        "\"media_types\":[\"application/json\"]"),
                new BadRequest(
                        "a patch as text",
                        ANY.patch("a", "{}").with("Content-Type", "text/plain"),
                        415,
                        "UNSUPPORTED_MEDIA_TYPE",
                        "application/json-patch+json"));
    }

    /** Refused for what stands: {@code plan} at 2. */
    static Stream<BadRequest> unfit(StoreCalls stores) {
        return Stream.of(
                new BadRequest(
                        "a stale save",
                        stores.save("plan", "1").with("If-Match", etag(1)),
                        409,
                        "VERSION_CONFLICT",
                        "\"current_seq\":2"),
                new BadRequest(
                        "a stale deletion",
                        stores.delete("plan").with("If-Match", etag(1)),
                        409,
                        "VERSION_CONFLICT",
                        "\"current_seq\":2"),
                new BadRequest(
                        "a stale patch",
                        stores.patch("plan", "{\"goal\":\"row\"}").with("If-Match", etag(1)),
                        409,
                        "VERSION_CONFLICT",
                        "\"snapshot\":{\"type\":\"snapshot\",\"store\":\"plan\",\"seq\":2"),
                new BadRequest(
                        "a base ahead",
                        stores.save("plan", "1").with("If-Match", etag(3)),
                        400,
                        "BASE_AHEAD",
                        "\"current_seq\":2"),
                new BadRequest(
                        "a merge from ahead",
                        stores.merge("plan", "{\"inputs\":[{\"base\":3,\"state\":1}]}"),
                        400,
                        "BASE_AHEAD"),
                new BadRequest("changes since ahead", stores.changes("plan", "since=3"), 400, "BASE_AHEAD"),
                new BadRequest(
                        "a test that fails",
                        stores.patch(
                                "plan",
                                "[{\"op\":\"add\",\"path\":\"/a\",\"value\":1},{\"op\":\"test\",\"path\":\"/goal\",\"value\":1}]"),
                        422,
                        "PATCH_FAILED",
                        "\"operation_index\":1"),
                new BadRequest(
                        "a path that leads nowhere",
                        stores.patch("plan", "[{\"op\":\"replace\",\"path\":\"/x/y\",\"value\":1}]"),
                        422,
                        "PATCH_FAILED",
                        "\"operation_index\":0"),
                new BadRequest("a patch of no store", stores.patch("none", "{}"), 404, "STORE_NOT_FOUND"),
                new BadRequest("no store", stores.load("none"), 404, "STORE_NOT_FOUND"),
                new BadRequest(
                        "a newer document",
                        Call.of("PUT", stores.address("plan")).json("{\"data\":1,\"schema_version\":\"2.0.0\"}"),
                        422,
                        "SCHEMA_VERSION_NEWER",
                        "\"schema_version\":\"1.0.0\""),
                new BadRequest(
                        "a migration that fails", stores.configure("plan", """
                                {"schema_version": "1.1.0", "migrations": [{"from": "1.0.0", "to": "1.1.0",
                                 "patch": [{"op": "remove", "path": "/none"}]}]}"""), 422, "MIGRATION_FAILED", "\"step\":{"),
                new BadRequest(
                        "a cursor of another list", stores.changes("plan", "cursor=AAAA"), 400, "INVALID_CURSOR"));
    }

    private static BadRequest bad(String name, Call call, String code, String... facts) {
        return new BadRequest(name, call, 400, code, facts);
    }

    private static String nested(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }
}
