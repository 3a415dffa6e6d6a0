package dev.holdfast.client;

import static dev.holdfast.client.Shell.FROND;
import static dev.holdfast.client.Shell.KELP;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Against the real service; the whole build makes it before this module. */
@EnabledIf("dev.holdfast.client.LocalService#isBuilt")
class LocalServiceIT {
    @TempDir
    Path home;

    @TempDir
    Path data;

    @Test
    void a_day_with_and_without_network() {
        int port;
        String token;
        try (LocalService service = LocalService.start(data, 0)) {
            port = service.port();
            token = service.token("acme");
            Shell shell = shell(service.url(), token);
            Shell.Ended created = shell.register(KELP, "kelp");
            assertEquals(0, created.exit(), created.out());
            assertEquals("created", created.json().at("/answer/outcome").asText());
            String cloud = created.json().at("/answer/cloud_uuid").asText();
            assertEquals(
                    cloud,
                    shell.json("resolve", KELP).json().at("/answer/cloud_uuid").asText());
            assertEquals(0, shell.json("status", cloud).exit());
            assertEquals(4, shell.json("resolve", FROND).exit());
            assertEquals(4, shell.json("status", FROND).exit());
            Shell.Ended refused = shell.json("register", KELP, "--name", "x".repeat(300));
            assertEquals(1, refused.exit(), refused.out());
        }
        String url = "http://127.0.0.1:" + port;
        Shell offline = shell(url, token);
        assertEquals(75, offline.register(KELP, "giant kelp").exit());
        String file = "{\"projects\":[{\"local_project_uuid\":\"" + FROND + "\",\"project_name\":\"frond\","
                + "\"parent_project_uuid\":\"" + KELP + "\",\"metadata\":{\"depth\":1.50}}]}";
        assertEquals(75, offline.fed(file, "sync").exit());
        try (LocalService service = LocalService.start(data, port)) {
            Shell shell = shell(url, token);
            Shell.Ended drained = shell.json("process-queue", "--now");
            assertEquals(0, drained.exit(), drained.out());
            assertEquals(
                    "updated", drained.json().at("/results/0/answer/outcome").asText());
            assertEquals(
                    "created", drained.json().at("/results/1/answer/outcome").asText());
            Shell.Ended frond = shell.json("resolve", FROND);
            assertEquals("1.50", frond.json().at("/answer/metadata/depth").toString());
            assertEquals(
                    4, shell(url, service.token("other")).json("resolve", KELP).exit());
            assertEquals(
                    77, shell(url, Tokens.of("acme")).register(KELP, "kelp").exit());
        }
    }

    private Shell shell(String url, String token) {
        return new Shell(home, url).with("HOLDFAST_TOKEN", token);
    }
}
