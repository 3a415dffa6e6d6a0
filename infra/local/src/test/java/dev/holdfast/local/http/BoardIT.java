package dev.holdfast.local.http;

import static dev.holdfast.local.http.Call.PROJECTS;
import static dev.holdfast.local.http.Samples.uuid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.local.LocalProcess;
import dev.holdfast.local.plugin.FragileFactory;
import dev.holdfast.spi.BoardProviderFactory;
import dev.holdfast.testkit.ServiceJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Boards over HTTP, of two instances and with plugins from a directory; each test is a tenant of its own. */
class BoardIT {
    private static final String[] SCOPES = {
        "projects:read",
        "projects:write",
        "board:read",
        "board:write",
        "sessions:read",
        "sessions:write",
        "state:read",
        "state:write",
        "tenant:admin",
        "audit:read"
    };
    private static final String SECRET = "wholly-secret-token";

    private static Path data = Path.of("");
    private static Path plugins = Path.of("");
    private static LocalProcess process;

    private String tenant = "";
    private Client client;
    private String project = "";

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        data = directory.resolve("data");
        plugins = Files.createDirectories(directory.resolve("plugins"));
        ServiceJar.write(
                plugins.resolve("fragile.jar"),
                BoardProviderFactory.class,
                FragileFactory.class.getName(),
                FragileFactory.class);
        ServiceJar.write(plugins.resolve("hollow.jar"), BoardProviderFactory.class, "org.example.Missing");
        Files.writeString(plugins.resolve("broken.jar"), "no jar at all");
        Files.writeString(plugins.resolve("readme.txt"), "no plugin");
        restart();
    }

    private static void restart() {
        process = LocalProcess.start(data, "--quiet", "--instances", "2", "--plugins", plugins.toString());
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @BeforeEach
    void connect() {
        tenant = uuid();
        client = client(tenant, SCOPES);
        project = register("fragile", "{'token':'" + SECRET + "'}");
        assertTrue(client.send(post("connect/", "{'set_up':true}"))
                .expect(200)
                .json()
                .path("connected")
                .booleanValue());
    }

    @AfterEach
    void close() {
        client.close();
    }

    private static Client client(String tenant, String... scopes) {
        return new Client(process.baseUri(), process.token(tenant, scopes));
    }

    private String register(String provider, String config) {
        return client.send(Call.register(("{'project_name':'Parser','local_project_uuid':'" + uuid()
                                + "','machine_uuid':'" + uuid() + "','provider':'" + provider + "','provider_config':"
                                + config + "}")
                        .replace('\'', '"')))
                .expect(201)
                .text("cloud_uuid");
    }

    private String at(String path) {
        return PROJECTS + project + "/board/" + path;
    }

    private Call post(String path, String body) {
        return Call.post(at(path), body.replace('\'', '"'));
    }

    private JsonNode get(String path) {
        return client.send(Call.get(at(path))).expect(200).json();
    }

    private String create(String name) {
        return client.send(post("tasks/", "{'name':'" + name + "'}"))
                .expect(201)
                .json()
                .at("/task/task_id")
                .textValue();
    }

    /** The file that breaks the project's board, in the one directory that the project has. */
    private Path down() {
        try (Stream<Path> projects = Files.list(data.resolve("boards").resolve(tenant))) {
            return projects.filter(it -> it.getFileName().toString().startsWith(project))
                    .findFirst()
                    .orElseThrow()
                    .resolve("down");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void two_agents_share_a_board() {
        String task = create("parse arguments");
        String first = "tasks/" + task + "/";
        JsonNode taken = client.send(post(first + "assign/", "{'agent_id':'ann'}"))
                .expect(200)
                .json();
        long token = taken.at("/assignment/assignment_token").longValue();
        Answer refused =
                client.send(post(first + "assign/", "{'agent_id':'bob'}")).expect(409, "TASK_ASSIGNED");
        assertEquals("ann", refused.json().at("/holder/agent_id").textValue());
        assertEquals(0, get("tasks/?available=true").path("items").size());
        assertEquals(1, get("tasks/?agent_id=ann&limit=5").path("items").size());

        String held = "'agent_id':'ann','assignment_token':" + token;
        client.send(post(first + "move/", "{" + held + ",'column':'in progress'}"))
                .expect(200);
        client.send(post(first + "progress/", "{" + held + ",'progress':50,'message':'half\\nway'}"))
                .expect(200);
        client.send(post(first + "progress/", "{'agent_id':'bob','message':'mine'}"))
                .expect(409, "ASSIGNMENT_LOST");
        client.send(post(first + "blocker/", "{" + held + ",'description':'no schema','severity':'high'}"))
                .expect(200);
        client.send(post(first + "comments/", "{'text':'a bystander'}").keyed("c-1"))
                .expect(201);
        client.send(post(first + "comments/", "{'text':'a bystander'}").keyed("c-1"))
                .expect(201);
        client.send(Call.patch(at(first), "{\"add_labels\":[\"cli\"],\"priority\":\"p1\",\"due_date\":null}"))
                .expect(200);
        JsonNode file = client.send(post(first + "attachments/", "{'name':'a.txt','content':'aGk='}"))
                .expect(201)
                .json()
                .path("attachment");
        String download = first + "attachments/" + file.path("attachment_id").textValue() + "/";
        assertEquals("aGk=", get(download).path("content").textValue());
        assertEquals(1, get(first + "attachments/").path("items").size());
        client.send(Call.delete(at(download))).expect(200);
        assertEquals(3, get(first + "comments/").path("items").size());
        assertEquals(0, get(first + "dependents/").path("items").size());
        assertEquals(1, get("metrics/").path("blocked").intValue());
        assertEquals(1, get("boards/").path("items").size());
        assertEquals(4, get("").path("columns").size());
        assertEquals(
                "ann", get("assignments/?mine=true").at("/items/0/agent_id").textValue());
        client.send(post(first + "unassign/", "{" + held + "}")).expect(200);
        assertTrue(get(first).path("assigned_to").isNull());
        assertEquals(
                "board.unassigned",
                client.send(Call.get(PROJECTS + project + "/events/?type=board.*&limit=1"))
                        .expect(200)
                        .json()
                        .at("/items/0/type")
                        .textValue());
    }

    @Test
    void a_file_of_3_mb_goes_up_and_down_and_a_larger_one_is_refused() {
        String files = "tasks/" + create("with a file") + "/attachments/";
        byte[] bytes = new byte[3_000_000];
        new Random(1).nextBytes(bytes);
        String content = Base64.getEncoder().encodeToString(bytes);
        JsonNode file = client.send(post(files, "{'name':'a.bin','content':'" + content + "'}"))
                .expect(201)
                .json()
                .path("attachment");
        assertEquals(
                content,
                get(files + file.path("attachment_id").textValue() + "/")
                        .path("content")
                        .textValue());
        client.send(post(files, "{'name':'b.bin','content':'" + content + "AAAA'}"))
                .expect(400, "INVALID_INPUT");
        client.send(post(files, "{'name':'c.bin','content':'" + content + "A".repeat(200_000) + "'}"))
                .expect(413, "PAYLOAD_TOO_LARGE");
        client.send(post("tasks/", "{'name':'x','description':'" + "x".repeat(1_100_000) + "'}"))
                .expect(413, "PAYLOAD_TOO_LARGE");
    }

    @Test
    void an_answer_that_the_caller_has_is_not_sent_again() {
        create("seen");
        String etag = client.send(Call.get(at("tasks/"))).expect(200).header("ETag");
        client.send(Call.get(at("tasks/")).with("If-None-Match", etag)).expect(304);
        create("new");
        client.send(Call.get(at("tasks/")).with("If-None-Match", etag)).expect(200);
    }

    @Test
    void pages_go_on_by_their_cursor_and_refuse_another_lists() {
        IntStream.range(0, 5).forEach(i -> create("task " + i));
        JsonNode page = get("tasks/?limit=3");
        String cursor = page.path("next_cursor").textValue();
        assertEquals(3, page.path("items").size());
        JsonNode rest = get("tasks/?limit=3&cursor=" + cursor);
        assertEquals(2, rest.path("items").size());
        assertTrue(rest.path("next_cursor").isNull());
        client.send(Call.get(at("tasks/?limit=3&status=done&cursor=" + cursor))).expect(400, "INVALID_CURSOR");
        client.send(Call.get(at("tasks/?cursor=4"))).expect(400, "INVALID_CURSOR");
    }

    @Test
    void of_32_agents_over_two_instances_one_takes_the_task() throws Exception {
        String task = create("wanted");
        List<Callable<Integer>> calls = IntStream.range(0, 32)
                .<Callable<Integer>>mapToObj(i ->
                        () -> client.send(post("tasks/" + task + "/assign/", "{'agent_id':'a" + i + "'}")
                                        .keyed("k" + i))
                                .status())
                .toList();
        int won = 0;
        int lost = 0;
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> status : pool.invokeAll(calls)) {
                won += status.get() == 200 ? 1 : 0;
                lost += status.get() == 409 ? 1 : 0;
            }
        }
        assertEquals(1, won);
        assertEquals(31, lost);
    }

    @Test
    void what_waits_for_a_board_outlives_the_process_and_is_done_once() throws IOException {
        String task = create("patient");
        Files.createFile(down());
        Answer queued = client.send(
                        post("tasks/" + task + "/move/", "{'column':'done'}").keyed("m"))
                .expect(202);
        client.send(post("tasks/" + task + "/comments/", "{'text':'and then'}")).expect(202);
        client.send(post("tasks/", "{'name':'made in the dark'}")).expect(202);
        String job = queued.header("Location");
        assertEquals("queued", client.send(Call.get(job)).expect(200).text("state"));

        List<ProcessHandle> handles = process.handles();
        process.kill();
        process.awaitEnd();
        handles.forEach(it -> it.onExit().orTimeout(30, TimeUnit.SECONDS).join());
        Files.delete(down());
        restart();
        client.close();
        client = client(tenant, SCOPES);
        Drains.until(
                process.baseUri(),
                () -> client.send(Call.get(job)).expect(200).text("state").equals("done"));
        Drains.until(process.baseUri(), () -> get("tasks/").path("items").size() == 2);
        Drains.until(
                process.baseUri(),
                () -> get("tasks/" + task + "/comments/").path("items").size() == 1);
        assertEquals("done", get("tasks/" + task + "/").path("status").textValue());
        assertEquals(
                "done",
                client.send(post("tasks/" + task + "/move/", "{'column':'done'}")
                                .keyed("m"))
                        .expect(200)
                        .text("state"));
    }

    @Test
    void a_board_that_is_down_is_answered_for_with_the_last_copy() throws IOException {
        create("seen");
        get("tasks/");
        Files.createFile(down());
        Answer stale = client.send(Call.get(at("tasks/"))).expect(200);
        assertTrue(stale.json().path("stale").booleanValue());
        assertEquals(1, stale.json().path("items").size());
        assertTrue(Integer.parseInt(stale.header("Age")) >= 0);
        client.send(Call.get(at("metrics/"))).expect(503, "UNAVAILABLE").header("Retry-After");
        JsonNode failed = client.send(post("connect/", "{}")).expect(200).json();
        assertFalse(failed.path("connected").booleanValue());
        assertEquals("UNAVAILABLE", failed.at("/failed/error").textValue());
    }

    @Test
    void plugins_that_are_broken_are_named_and_hinder_no_other() {
        JsonNode providers =
                client.send(Call.get("/api/v1/providers/")).expect(200).json();
        assertEquals(
                List.of("fragile", "github", "linear", "planka", "sqlite"),
                providers
                        .path("items")
                        .valueStream()
                        .map(it -> it.path("name").textValue())
                        .toList());
        List<String> broken = providers
                .path("broken")
                .valueStream()
                .map(it -> it.path("source").textValue())
                .toList();
        assertTrue(broken.containsAll(List.of("hollow.jar", "broken.jar")), broken::toString);
        project = register("gitlab", "{}");
        JsonNode missing = client.send(post("connect/", "{}")).expect(200).json();
        assertEquals("PROVIDER_MISSING", missing.at("/failed/error").textValue());
        client.send(post("tasks/", "{'name':'x'}")).expect(422, "PROVIDER_MISSING");
    }

    @Test
    void credentials_of_the_tenant_serve_its_projects_and_are_never_shown() {
        project = register("fragile", "{}");
        assertEquals(
                "token",
                client.send(post("tasks/", "{'name':'x'}"))
                        .expect(422, "PROVIDER_CONFIG_INVALID")
                        .json()
                        .path("problems")
                        .fieldNames()
                        .next());
        String credentials = "/api/v1/providers/fragile/credentials/";
        Call put = Call.of("PUT", credentials).json("{\"config\":{\"token\":\"" + SECRET + "\"}}");
        assertFalse(client.send(put).expect(200).text().contains(SECRET));
        assertFalse(client.send(Call.get(credentials)).expect(200).text().contains(SECRET));
        client.send(Call.of("PUT", credentials).json("{\"config\":{\"colour\":\"" + SECRET + "\"}}"))
                .expect(422, "PROVIDER_CONFIG_INVALID");
        assertTrue(client.send(post("connect/", "{'set_up':true}"))
                .expect(200)
                .json()
                .path("connected")
                .booleanValue());
        client.send(Call.delete(credentials)).expect(200);
        client.send(Call.get(credentials)).expect(404, "CREDENTIALS_NOT_FOUND");
        client.send(Call.delete("/api/v1/providers/uninstalled/credentials/")).expect(404, "CREDENTIALS_NOT_FOUND");
        client.send(Call.get(at("tasks/"))).expect(422, "PROVIDER_CONFIG_INVALID");
        try (Client reader = client(tenant, "board:read", "board:write")) {
            reader.send(put).expect(403, "INSUFFICIENT_SCOPE");
        }
        assertTrue(process.output().stream().noneMatch(line -> line.contains(SECRET)));
    }

    @Test
    void another_tenant_sees_no_board_and_a_reader_changes_none() {
        String task = create("mine");
        try (Client foreign = client(uuid(), SCOPES);
                Client reader = client(tenant, "board:read")) {
            foreign.send(Call.get(at("tasks/"))).expect(404, "PROJECT_NOT_FOUND");
            foreign.send(post("tasks/" + task + "/move/", "{'column':'done'}")).expect(404, "PROJECT_NOT_FOUND");
            reader.send(Call.get(at("tasks/" + task + "/"))).expect(200);
            reader.send(post("tasks/" + task + "/move/", "{'column':'done'}")).expect(403, "INSUFFICIENT_SCOPE");
        }
    }

    @Test
    void bad_input_is_refused_with_what_to_do() {
        String task = create("there");
        client.send(post("tasks/", "{'description':'no name'}")).expect(400, "INVALID_INPUT");
        client.send(post("tasks/", "{'name':'x','labels':['" + "l".repeat(51) + "']}"))
                .expect(400, "INVALID_INPUT");
        client.send(post("tasks/" + task + "/progress/", "{'progress':101,'message':'x'}"))
                .expect(400, "INVALID_INPUT");
        client.send(post("tasks/" + task + "/attachments/", "{'name':'../x','content':'aGk='}"))
                .expect(400, "INVALID_INPUT");
        client.send(post("tasks/" + task + "/attachments/", "{'name':'x','content':'!'}"))
                .expect(400, "INVALID_INPUT");
        client.send(post("tasks/" + task + "/assign/", "{'lease_secs':5}")).expect(400, "INVALID_INPUT");
        client.send(post("tasks/" + task + "/assign/", "{'session_id':'none'}")).expect(404, "SESSION_NOT_FOUND");
        client.send(post("tasks/none/move/", "{'column':'done'}")).expect(404, "NOT_ON_BOARD");
        client.send(post("tasks/" + "x".repeat(201) + "/move/", "{'column':'done'}"))
                .expect(400, "INVALID_INPUT");
        client.send(Call.get(at("tasks/%20/"))).expect(400, "INVALID_INPUT");
        client.send(Call.get("/api/v1/providers/%20/credentials/")).expect(404, "CREDENTIALS_NOT_FOUND");
        client.send(Call.get(at("tasks/?available=true&mine=true"))).expect(400, "INVALID_INPUT");
        client.send(Call.get(at("tasks/?status=nowhere"))).expect(400, "INVALID_INPUT");
        client.send(Call.get(at("jobs/" + uuid() + "/"))).expect(404, "JOB_NOT_FOUND");
    }

    @Test
    void a_webhook_is_known_by_the_signature_of_its_very_bytes_and_has_the_board_looked_at() {
        JsonNode hook = client.send(post("hooks/", "{}")).expect(201).json();
        String path = hook.path("path").textValue();
        byte[] body = "{ \"b\" : 1.0 ,\n  \"a\":2 }".getBytes(StandardCharsets.UTF_8);
        String signature = FragileFactory.signature(body, hook.path("secret").textValue());
        Call call = Call.post(path).body(body).with("Content-Type", "application/json");
        create("before");
        client.sendBare(call.with("X-Signature", signature)).expect(202);
        assertTrue(client.sendBare(call.with("X-Signature", signature))
                .expect(202)
                .json()
                .path("seen_before")
                .booleanValue());
        client.sendBare(call).expect(403, "HOOK_UNVERIFIED");
        client.sendBare(Call.post(path.replace(project, uuid())).body(body).with("X-Signature", signature))
                .expect(404, "HOOK_NOT_FOUND");
        client.sendBare(Call.post(path + "x/").body(body).with("X-Signature", signature))
                .expect(404);
        assertFalse(client.send(Call.get(at("hooks/")))
                .expect(200)
                .text()
                .contains(hook.path("secret").textValue()));
        client.send(Call.delete(at("hooks/" + hook.path("hook_id").textValue() + "/")))
                .expect(200);
        client.sendBare(call.with("X-Signature", signature)).expect(404, "HOOK_NOT_FOUND");
    }

    @Test
    void switching_answers_the_whole_context_and_is_kept_for_subject_and_machine() {
        create("one");
        String machine = uuid();
        String asked = "{'project':'%s','machine_uuid':'" + machine + "'}";
        Call toProject =
                Call.post(PROJECTS + "switch/", asked.formatted("pARSER").replace('\'', '"'));
        JsonNode context = client.send(toProject).expect(200).json();
        assertEquals(project, context.at("/project/cloud_uuid").textValue());
        assertTrue(context.at("/board/connected").booleanValue());
        Call active = Call.get(PROJECTS + "active/").with("X-Machine-UUID", machine);
        assertEquals(
                project,
                client.send(active).expect(200).json().at("/project/cloud_uuid").textValue());
        client.send(Call.get(PROJECTS + "active/?machine_uuid=" + uuid())).expect(404, "NO_ACTIVE_PROJECT");

        String other = register("fragile", "{}");
        JsonNode ambiguous =
                client.send(toProject).expect(409, "PROJECT_AMBIGUOUS").json();
        assertEquals(2, ambiguous.path("candidates").size());
        JsonNode without = client.send(
                        Call.post(PROJECTS + "switch/", asked.formatted(other).replace('\'', '"')))
                .expect(200)
                .json();
        assertEquals("configuration", without.at("/board/failed/step").textValue());
        assertEquals(
                other,
                client.send(active).expect(200).json().at("/project/cloud_uuid").textValue());
        try (Client narrow = client(tenant, "projects:read")) {
            JsonNode part = narrow.send(Call.get(PROJECTS + project + "/context/"))
                    .expect(200)
                    .json();
            assertEquals(3, part.path("withheld").size());
            assertTrue(part.path("board").isMissingNode());
        }
    }
}
