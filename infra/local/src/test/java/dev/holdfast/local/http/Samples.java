package dev.holdfast.local.http;

import static dev.holdfast.local.http.Call.PROJECTS;

import java.util.List;
import java.util.UUID;

/** Registrations as JSON. */
final class Samples {
    static final String LAPTOP = "9a7b6c5d-4e3f-4a2b-8c1d-0e9f8a7b6c5d";
    static final String BUILD_SERVER = "11111111-2222-4333-8444-555555555555";

    private Samples() {}

    static String uuid() {
        return UUID.randomUUID().toString();
    }

    /** @param more further members, each as {@code "name": value} */
    static String registration(String local, String... more) {
        StringBuilder json = new StringBuilder("""
                {"local_project_uuid": "%s", "project_name": "kelp", "machine_uuid": "%s\"""".formatted(local, LAPTOP));
        for (String member : more) {
            json.append(", ").append(member);
        }
        return json.append('}').toString();
    }

    static String parent(String uuid) {
        return "\"parent_project_uuid\": \"" + uuid + "\"";
    }

    /** A call at every address that wants a token. */
    static List<Call> oneOfEach(String cloudUuid) {
        String one = PROJECTS + cloudUuid + "/";
        return List.of(
                Call.register(registration(uuid())),
                Call.sync("{\"projects\": [" + registration(uuid()) + "]}"),
                Call.get(PROJECTS),
                Call.get(PROJECTS + "by-local-uuid/" + uuid()),
                Call.get(one),
                Call.get(one + "registration-status/"),
                Call.get(one + "registrations/"),
                Call.patch(one, "{\"project_name\": \"wrack\"}"),
                Call.post(one + "archive/"),
                Call.post(one + "restore/"),
                Call.delete(one));
    }
}
