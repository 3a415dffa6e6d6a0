package dev.holdfast.local.http;

import static dev.holdfast.local.http.BadRequest.field;
import static dev.holdfast.local.http.Call.PROJECTS;
import static dev.holdfast.local.http.Samples.registration;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Bodies that are refused before the store is asked. */
final class BadBodies {
    private static final int MIB = 1024 * 1024;
    private static final String LOCAL = "3f2b8c1e-6d4a-4f0e-9b7c-2a1d5e8f9c3b";
    private static final String ONE = PROJECTS + LOCAL + "/";
    private static final Call REGISTER = Call.register(registration(LOCAL));

    private BadBodies() {}

    static Stream<BadRequest> rows() {
        return Stream.of(json(), fields(), sizes()).flatMap(it -> it);
    }

    private static Stream<BadRequest> json() {
        return Stream.of(
                unreadable("an empty body", ""),
                unreadable("a body that ends early", "{\"project_name\":", "ends inside a value"),
                unreadable("no JSON", "{project_name}", "line 1"),
                unreadable("a key twice", registration(LOCAL, "\"tags\": []", "\"tags\": [\"a\"]")),
                unreadable(
                        "a key twice deep inside", registration(LOCAL, "\"metadata\": {\"a\": {\"b\": 1, \"b\": 1}}")),
                unreadable("text after the value", registration(LOCAL) + " {}", "more text"),
                unreadable("a byte order mark", "\uFEFF" + registration(LOCAL), "byte order mark"),
                unreadable("deep nesting", "[".repeat(65) + "]".repeat(65)),
                unreadable("a lone surrogate", registration(LOCAL, "\"framework\": \"\\ud800\"")),
                unreadable("a number out of range", registration(LOCAL, "\"metadata\": {\"n\": 1e309}")),
                new BadRequest(
                        "no UTF-8",
                        Call.patch(ONE, "").body(new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'}),
                        400,
                        "INVALID_JSON"),
                unfit("an array", "[]"),
                unfit("null", "null"));
    }

    private static Stream<BadRequest> fields() {
        return Stream.of(
                unfit("no fields", "{}", field("local_project_uuid"), field("project_name"), field("machine_uuid")),
                unfit(
                        "a number as a name",
                        with("\"project_name\": \"kelp\"", "\"project_name\": 7"),
                        field("project_name")),
                unfit("a blank name", with("\"kelp\"", "\" \""), field("project_name")),
                unfit("a long name", with("kelp", "k".repeat(201)), field("project_name")),
                unfit("a control character", with("kelp", "a\\u0000"), field("project_name")),
                unfit("an unknown field", registration(LOCAL, "\"project_nane\": \"x\""), field("project_nane")),
                unfit("an unknown type", registration(LOCAL, "\"project_type\": \"folder\""), field("project_type")),
                unfit("a text as tags", registration(LOCAL, "\"tags\": \"sea\""), field("tags")),
                unfit("a number as a tag", registration(LOCAL, "\"tags\": [\"sea\", 7]"), field("tags[1]")),
                unfit("a text as metadata", registration(LOCAL, "\"metadata\": \"x\""), field("metadata")),
                unfit(
                        "too much metadata",
                        registration(LOCAL, "\"metadata\": {\"a\": \"" + "x".repeat(16 * 1024) + "\"}"),
                        field("metadata")),
                new BadRequest(
                        "an edit of what cannot be edited",
                        Call.patch(ONE, "{\"machine_uuid\": null}"),
                        400,
                        "INVALID_INPUT",
                        field("machine_uuid")),
                new BadRequest(
                        "an edit that removes the name",
                        Call.patch(ONE, "{\"project_name\": null}"),
                        400,
                        "INVALID_INPUT",
                        field("project_name")),
                new BadRequest("a batch without projects", Call.sync("{}"), 400, "INVALID_INPUT", field("projects")),
                new BadRequest(
                        "an unknown field beside a batch",
                        Call.sync("{\"projects\": [], \"force\": true}"),
                        400,
                        "INVALID_INPUT",
                        field("force")));
    }

    private static Stream<BadRequest> sizes() {
        String limits = "\"limit_bytes\":1048576,\"limit_inflated_bytes\":4194304";
        byte[] gzipped = gzip(registration(LOCAL).getBytes(StandardCharsets.UTF_8));
        return Stream.of(
                new BadRequest("1 MiB and a byte", REGISTER.body(blanks(MIB + 1)), 413, "PAYLOAD_TOO_LARGE", limits),
                new BadRequest(
                        "what inflates to 4 MiB and a byte",
                        gzip(REGISTER, gzip(blanks(4 * MIB + 1))),
                        413,
                        "PAYLOAD_TOO_LARGE",
                        limits),
                new BadRequest(
                        "a gzip bomb", gzip(REGISTER, gzip(blanks(200 * MIB))), 413, "PAYLOAD_TOO_LARGE", limits),
                new BadRequest(
                        "gzip that is none",
                        gzip(REGISTER, registration(LOCAL).getBytes(StandardCharsets.UTF_8)),
                        400,
                        "MALFORMED_REQUEST"),
                new BadRequest(
                        "gzip that is cut off",
                        gzip(REGISTER, Arrays.copyOf(gzipped, gzipped.length - 9)),
                        400,
                        "MALFORMED_REQUEST"),
                new BadRequest(
                        "an inflated body that is no JSON",
                        gzip(REGISTER, gzip(new byte[] {'{'})),
                        400,
                        "INVALID_JSON"),
                new BadRequest(
                        "what the gateway does not take",
                        REGISTER.body(blanks(10 * MIB + 1)),
                        413,
                        "PAYLOAD_TOO_LARGE"),
                new BadRequest(
                        "headers the gateway does not take",
                        REGISTER.with("X-Filler", "x".repeat(10_240)),
                        431,
                        "HEADERS_TOO_LARGE"));
    }

    private static BadRequest unreadable(String name, String json, String... facts) {
        return new BadRequest(name, Call.register(json), 400, "INVALID_JSON", facts);
    }

    static BadRequest unfit(String name, String json, String... facts) {
        return new BadRequest(name, Call.register(json), 400, "INVALID_INPUT", facts);
    }

    static String with(String part, String altered) {
        return registration(LOCAL).replace(part, altered);
    }

    private static Call gzip(Call call, byte[] body) {
        return call.body(body).with("Content-Encoding", "gzip");
    }

    private static byte[] blanks(int size) {
        byte[] blanks = new byte[size];
        Arrays.fill(blanks, (byte) ' ');
        return blanks;
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return compressed.toByteArray();
    }
}
