package dev.holdfast.local.http;

import static dev.holdfast.local.http.Call.PROJECTS;
import static dev.holdfast.local.http.Samples.registration;
import static dev.holdfast.local.http.Samples.uuid;

import java.util.List;

/** Calls on the stores of a project. */
record StoreCalls(String project) {
    static final String JSON_PATCH = "application/json-patch+json";
    static final String MERGE_PATCH = "application/merge-patch+json";

    /** Of a project that is registered for it. */
    static StoreCalls register(Client client) {
        return new StoreCalls(
                client.send(Call.register(registration(uuid()))).expect(201).text("cloud_uuid"));
    }

    /** {@code "<seq>"}, as If-Match takes it. */
    static String etag(long seq) {
        return "\"" + seq + "\"";
    }

    String address(String store) {
        return PROJECTS + project + "/state/" + store + "/";
    }

    Call load(String store) {
        return Call.get(address(store));
    }

    Call load(String store, long seq) {
        return Call.get(address(store) + "?seq=" + seq);
    }

    Call save(String store, String data) {
        return Call.of("PUT", address(store)).json("{\"data\": " + data + "}");
    }

    /** Also where one was deleted. */
    Call create(String store, String data) {
        return save(store, data).with("If-None-Match", "*");
    }

    /** In the media type of its form: operations for an array. */
    Call patch(String store, String patch) {
        String type = patch.startsWith("[") ? JSON_PATCH : MERGE_PATCH;
        return Call.of("PATCH", address(store)).json(patch).with("Content-Type", type);
    }

    Call message(String store, String message) {
        return Call.of("PATCH", address(store)).json(message);
    }

    Call delete(String store) {
        return Call.delete(address(store));
    }

    Call merge(String store, String json) {
        return Call.post(address(store) + "merge/", json);
    }

    Call validate(String store, String json) {
        return Call.post(address(store) + "validate/", json);
    }

    Call rollback(String store, long seq) {
        return Call.post(address(store) + "rollback/", "{\"seq\": " + seq + "}");
    }

    Call changes(String store, String query) {
        return Call.get(address(store) + "changes/?" + query);
    }

    Call history(String store, String query) {
        return Call.get(address(store) + "history/?" + query);
    }

    Call config(String store) {
        return Call.get(address(store) + "config/");
    }

    Call configure(String store, String json) {
        return Call.of("PUT", address(store) + "config/").json(json);
    }

    Call list(String query) {
        return Call.get(PROJECTS + project + "/state/?" + query);
    }

    Call hello(String stores) {
        return Call.post(PROJECTS + project + "/hello/", "{\"stores\": " + stores + "}");
    }

    /** A call at every address. */
    List<Call> oneOfEach(String store) {
        return List.of(
                hello("{\"" + store + "\": 0}"),
                list(""),
                load(store),
                save(store, "{}"),
                create(store, "{}"),
                patch(store, "[]"),
                delete(store),
                merge(store, "{\"inputs\": [{\"base\": 1, \"state\": {}}]}"),
                validate(store, "{\"data\": {}}"),
                rollback(store, 1),
                changes(store, "since=0"),
                history(store, ""),
                config(store),
                configure(store, "{}"));
    }
}
