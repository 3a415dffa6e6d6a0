package dev.holdfast.client;

import static dev.holdfast.client.Shell.FROND;
import static dev.holdfast.client.Shell.KELP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.FakeRegistry.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegisterTest {
    private static final String EVERYTHING = """
            {"local_project_uuid": "AAAAAAAA-0000-4000-8000-000000000001", "project_name": "kelp \\u00e9",
             "root_path": "/src/kelp", "primary_language": "Java", "framework": "none", "content_hash": "4b825dc",
             "project_type": "submodule", "parent_project_uuid": "aaaaaaaa-0000-4000-8000-000000000002",
             "tags": ["sea", "green"], "metadata": {"depth": 1.50, "far": 12345678901234567890123, "none": null},
             "provider": "sqlite", "provider_config": {"secret": "s3cret"}, "made_up_later": [true]}""";

    private final FakeRegistry registry = new FakeRegistry();

    @TempDir
    Path home;

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void a_registration_is_sent_and_nothing_is_kept() {
        Shell.Ended ended = shell().register(KELP, "kelp");
        assertEquals(0, ended.exit(), ended.out());
        assertEquals("created", ended.json().at("/answer/outcome").asText());
        assertEquals("empty", shell().json("queue-status").text("result"));
    }

    @Test
    void plain_output_names_the_cloud_uuid() {
        Shell.Ended ended = shell().plain("register", KELP, "--name", "kelp");
        assertTrue(ended.out().matches("done: kelp is [0-9a-f-]{36} \\(created, registered\\)\\R"), ended.out());
        assertEquals("", ended.err());
    }

    @Test
    void every_field_of_a_file_is_sent_as_it_was_given() {
        registry.fail(503);
        Shell shell = shell().with("HOLDFAST_MACHINE_UUID", FROND);
        assertEquals(75, shell.fed(EVERYTHING, "register", "--from", "-").exit());
        shell.clock.advance(Duration.ofMinutes(1));
        assertEquals(0, shell.json("process-queue").exit());
        String sent = registry.received().getFirst().body();
        assertEquals(
                EVERYTHING
                        .replaceAll("\\s*\\R\\s*", "")
                        .replace(": ", ":")
                        .replace(", ", ",")
                        .replace("\\u00e9", "é")
                        .replaceFirst("}$", ",\"machine_uuid\":\"" + FROND + "\"}"),
                sent);
        assertEquals(sent, registry.received().get(1).body());
        assertEquals(1, registry.effects().size());
    }

    @Test
    void every_option_becomes_its_field() throws Exception {
        Path metadata = Files.writeString(home.resolve("m.json"), "{\"depth\": 1.50}");
        Path config = Files.writeString(home.resolve("p.json"), "{\"file\": \"b.db\"}");
        Shell.Ended ended = shell().json(
                        "register",
                        KELP,
                        "--name",
                        "kelp",
                        "--root-path",
                        "/k",
                        "--primary-language",
                        "Java",
                        "--framework",
                        "none",
                        "--content-hash",
                        "4b",
                        "--project-type",
                        "submodule",
                        "--parent",
                        FROND,
                        "--tag",
                        "a",
                        "--tag",
                        "b",
                        "--metadata",
                        metadata.toString(),
                        "--provider",
                        "sqlite",
                        "--provider-config",
                        config.toString(),
                        "--machine",
                        FROND);
        assertEquals(0, ended.exit(), ended.out());
        assertEquals(
                "{\"local_project_uuid\":\"" + KELP + "\",\"project_name\":\"kelp\",\"root_path\":\"/k\","
                        + "\"primary_language\":\"Java\",\"framework\":\"none\",\"content_hash\":\"4b\","
                        + "\"project_type\":\"submodule\",\"parent_project_uuid\":\"" + FROND
                        + "\",\"provider\":\"sqlite\",\"machine_uuid\":\"" + FROND + "\",\"tags\":[\"a\",\"b\"],"
                        + "\"metadata\":{\"depth\":1.50},\"provider_config\":{\"file\":\"b.db\"}}",
                registry.received().getFirst().body());
    }

    static Stream<Fault> passing() {
        Map<String, String> none = Map.of();
        return Stream.of(
                new Fault.Drop(false),
                new Fault.Drop(true),
                new Fault.Hang(false),
                new Fault.Hang(true),
                new Fault.Answer(500, none, ""),
                new Fault.Answer(502, Map.of("Content-Type", "text/html"), "<html>"),
                new Fault.Answer(503, none, "{}"),
                new Fault.Answer(408, none, ""),
                new Fault.Answer(425, none, ""),
                new Fault.Answer(429, none, "{}"),
                new Fault.Answer(409, none, "{\"retry_after\":3,\"detail\":\"busy\"}"),
                new Fault.Answer(302, Map.of("Location", "https://portal.example"), ""),
                new Fault.Answer(200, Map.of("Content-Type", "text/html; charset=utf-8"), "<html>Welcome</html>"),
                new Fault.Answer(200, none, "{\"welcome\":true}"),
                new Fault.Answer(404, Map.of("Content-Type", "text/html"), "<html>"));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void what_failed_for_a_passing_cause_is_kept_and_takes_effect_once(Fault fault) {
        Shell shell = shell();
        registry.fail(fault);
        Shell.Ended ended = (fault instanceof Fault.Hang ? shell.waitShort() : shell).register(KELP, "kelp");
        assertEquals(75, ended.exit(), ended.out());
        assertEquals("spooled", ended.text("result"));
        assertEquals(1, shell.firstItem().path("attempts").asInt());
        shell.waitLong().clock.advance(Duration.ofMinutes(1));
        Shell.Ended drained = shell.json("process-queue");
        assertEquals(0, drained.exit(), drained.out());
        assertEquals("drained", drained.text("result"));
        assertEquals(2, registry.received().size());
        assertEquals(
                registry.received().get(0).key(), registry.received().get(1).key());
        assertEquals(1, registry.effects().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 405, 409, 410, 413, 415, 422})
    void another_4xx_is_final_and_shown_with_its_detail(int status) {
        Shell shell = shell();
        registry.fail(status);
        Shell.Ended ended = shell.register(KELP, "kelp");
        assertEquals(1, ended.exit(), ended.out());
        assertEquals("TEST: said the registry", ended.text("detail"));
        assertEquals(status, ended.json().at("/problem/status").asInt());
        assertEquals("empty", shell.json("queue-status").text("result"));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void a_token_that_does_not_do_keeps_the_call_without_counting_an_attempt(int status) {
        Shell shell = shell();
        registry.fail(status);
        Shell.Ended ended = shell.register(KELP, "kelp");
        assertEquals(77, ended.exit(), ended.out());
        assertTrue(ended.text("detail").contains("not counted as an attempt"), ended.out());
        assertEquals(0, shell.firstItem().path("attempts").asInt());
        String fresh = Tokens.of("acme", "ann", "second");
        assertEquals(
                0, shell.with("HOLDFAST_TOKEN", fresh).json("process-queue").exit());
        assertEquals("Bearer " + fresh, registry.received().get(1).authorization());
        assertEquals(1, registry.effects().size());
    }

    @Test
    void the_same_registration_given_again_is_one_item() {
        Shell shell = shell();
        registry.fail(new Fault.Drop(true));
        shell.register(KELP, "kelp");
        assertEquals(75, shell.register(KELP, "kelp").exit());
        assertEquals(1, shell.json("queue-status").json().path("waiting").asInt());
        shell.clock.advance(Duration.ofMinutes(1));
        Shell.Ended again = shell.register(KELP, "kelp");
        assertEquals("created", again.json().at("/answer/outcome").asText());
        assertEquals(1, registry.effects().size());
    }

    @Test
    void a_later_registration_follows_and_never_overtakes() {
        Shell shell = shell();
        registry.fail(503);
        shell.register(KELP, "one");
        for (String name : List.of("two", "one")) {
            Shell.Ended held = shell.register(KELP, name);
            assertEquals(75, held.exit());
            assertEquals("an earlier call for the project waits", held.text("detail"));
        }
        assertEquals(1, registry.received().size());
        assertEquals(0, shell.register(FROND, "another").exit());
        shell.clock.advance(Duration.ofMinutes(1));
        Shell.Ended last = shell.register(KELP, "last");
        assertEquals(0, last.exit(), last.out());
        assertEquals(3, last.json().path("earlier").size());
        assertEquals(List.of("another", "one", "two", "one", "last"), registry.effectNames());
    }

    @Test
    void a_service_that_cannot_be_reached_is_told() {
        registry.close();
        Shell.Ended ended = shell().register(KELP, "kelp");
        assertEquals(75, ended.exit());
        assertEquals("Cannot reach " + registry.url(), ended.text("detail"));
    }

    @Test
    void the_machine_is_made_up_once() {
        shell().register(KELP, "kelp");
        shell().register(FROND, "frond");
        List<String> machines = registry.effects().stream()
                .map(it -> it.path("machine_uuid").asText())
                .toList();
        assertEquals(machines.get(0), machines.get(1));
        assertNotEquals("", machines.get(0));
    }

    private Shell shell() {
        return new Shell(home, registry.url());
    }
}
