package dev.holdfast.bench.queue;

import java.nio.charset.StandardCharsets;

/** What a job carries: some 200 bytes of JSON. */
final class Payload {
    private Payload() {}

    static byte[] of(String id) {
        return """
                {"job":"%s","to":"https://hooks.example.org/builds","event":"state.changed","store":"context",\
                "paths":["/tasks/4/status","/tasks/4/assignee"],"project":"3f0c1b7e-52a8-4a39-9a2e-6d1f0c8b7e11"}\
                """.formatted(id).getBytes(StandardCharsets.UTF_8);
    }
}
