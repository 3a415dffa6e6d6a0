package dev.holdfast.local.http;

import static dev.holdfast.local.http.BadRequest.field;
import static dev.holdfast.local.http.Call.PROJECTS;

import java.util.stream.Stream;

/** Requests on a project's feed that are refused, whether there is such a project or not. */
final class BadActivityRequests {
    private static final String ANY = PROJECTS + "3f2b8c1e-6d4a-4f0e-9b7c-2a1d5e8f9c3b/";

    private BadActivityRequests() {}

    static Stream<BadRequest> all() {
        return Stream.of(
                row("no type", Call.post(ANY + "events/", "{}"), "INVALID_INPUT", "type"),
                row("a reserved type", Call.post(ANY + "events/", "{\"type\":\"state.x\"}"), "INVALID_INPUT", "type"),
                row(
                        "an actor",
                        Call.post(ANY + "events/", "{\"type\":\"a\",\"actor\":\"b\"}"),
                        "INVALID_INPUT",
                        "actor"),
                row(
                        "data too large",
                        Call.post(ANY + "events/", "{\"type\":\"a\",\"data\":{\"x\":\"" + "y".repeat(32_768) + "\"}}"),
                        "INVALID_INPUT",
                        "data"),
                row(
                        "a decision about nothing",
                        Call.post(ANY + "events/", "{\"type\":\"decision\",\"data\":{\"what\":\"w\",\"why\":\"y\"}}"),
                        "INVALID_INPUT",
                        "data.task"),
                row(
                        "a path that leads up",
                        Call.post(
                                ANY + "events/",
                                "{\"type\":\"decision\",\"data\":{\"what\":\"w\",\"why\":\"y\",\"path\":\"../x\"}}"),
                        "INVALID_INPUT",
                        "data.path"),
                row("an unknown filter", Call.get(ANY + "events/?kind=a"), "INVALID_INPUT", "kind"),
                row("a type with a star inside", Call.get(ANY + "events/?type=a.*.b"), "INVALID_INPUT", "type"),
                row("no time", Call.get(ANY + "events/?since=yesterday"), "INVALID_INPUT", "since"),
                row(
                        "no stretch of time",
                        Call.get(ANY + "events/?since=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z"),
                        "INVALID_INPUT",
                        "until"),
                row("an actor of two lines", Call.get(ANY + "events/?actor=a%0Ab"), "INVALID_INPUT", "actor"),
                row("limit 0", Call.get(ANY + "events/?limit=0"), "INVALID_INPUT", "limit"),
                row("limit 101", Call.get(ANY + "decisions/?limit=101"), "INVALID_INPUT", "limit"),
                row("an empty task", Call.get(ANY + "decisions/?task="), "INVALID_INPUT", "task"),
                row("a path of nothing", Call.get(ANY + "decisions/?path=/"), "INVALID_INPUT", "path"),
                new BadRequest("no JSON", Call.post(ANY + "events/", "{"), 400, "INVALID_JSON"));
    }

    private static BadRequest row(String name, Call call, String code, String field) {
        return new BadRequest(name, call, 400, code, field(field));
    }
}
