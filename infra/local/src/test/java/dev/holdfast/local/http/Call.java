package dev.holdfast.local.http;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request to be sent; every change makes a new one. */
record Call(String method, String target, Map<String, String> headers, BodyPublisher body) {
    static final String PROJECTS = "/api/v1/projects/";

    static Call get(String target) {
        return of("GET", target);
    }

    static Call delete(String target) {
        return of("DELETE", target);
    }

    static Call post(String target) {
        return of("POST", target);
    }

    static Call post(String target, String json) {
        return of("POST", target).json(json);
    }

    static Call patch(String target, String json) {
        return of("PATCH", target).json(json).with("Content-Type", "application/merge-patch+json");
    }

    static Call register(String json) {
        return post(PROJECTS + "register/", json);
    }

    static Call sync(String json) {
        return post(PROJECTS + "sync/", json);
    }

    static Call of(String method, String target) {
        return new Call(method, target, Map.of(), BodyPublishers.noBody());
    }

    Call json(String json) {
        return body(json.getBytes(StandardCharsets.UTF_8)).with("Content-Type", "application/json");
    }

    Call body(byte[] content) {
        return new Call(method, target, headers, BodyPublishers.ofByteArray(content));
    }

    Call with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Call(method, target, all, body);
    }

    Call without(String header) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.remove(header);
        return new Call(method, target, all, body);
    }

    Call keyed(String key) {
        return with("Idempotency-Key", key);
    }

    Call as(String token) {
        return with("Authorization", "Bearer " + token);
    }
}
