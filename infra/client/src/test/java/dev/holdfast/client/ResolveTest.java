package dev.holdfast.client;

import static dev.holdfast.client.Shell.FROND;
import static dev.holdfast.client.Shell.KELP;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolveTest {
    private final FakeRegistry registry = new FakeRegistry();
    private Shell shell;

    @TempDir
    Path home;

    @BeforeEach
    void open() {
        shell = new Shell(home, registry.url());
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void an_answer_is_fresh_until_its_ttl_and_never_after() {
        shell.register(KELP, "kelp");
        assertEquals("service", resolve().text("source"));
        registry.close();
        shell.clock.advance(Duration.ofMinutes(10).minusSeconds(1));
        assertEquals("cache", resolve().text("source"));
        shell.clock.advance(Duration.ofSeconds(1));
        assertOutage(resolve());
        shell.clock.advance(Duration.ofSeconds(1));
        assertOutage(resolve());
    }

    @Test
    void an_entry_from_the_future_is_not_fresh() {
        shell.register(KELP, "kelp");
        resolve();
        shell.clock.advance(Duration.ofSeconds(-1));
        assertEquals("service", resolve().text("source"));
    }

    @Test
    void the_ttl_can_be_chosen() {
        shell.register(KELP, "kelp");
        resolve();
        shell.clock.advance(Duration.ofSeconds(90));
        assertEquals("cache", shell.json("resolve", KELP, "--ttl", "91s").text("source"));
        assertEquals("service", shell.json("resolve", KELP, "--ttl", "90s").text("source"));
        assertEquals("service", shell.json("resolve", KELP, "--ttl", "0").text("source"));
    }

    @Test
    void an_unknown_project_is_told_from_an_outage_and_not_remembered() {
        Shell.Ended unknown = resolve();
        assertEquals(4, unknown.exit());
        assertEquals("not_found", unknown.text("result"));
        shell.register(KELP, "kelp");
        assertEquals(0, resolve().exit());
    }

    @Test
    void a_404_about_the_address_is_not_one_about_the_project() {
        registry.fail(404, "{\"error\":\"UNKNOWN_ROUTE\",\"detail\":\"no\"}", new String[0]);
        assertEquals(1, resolve().exit());
        registry.fail(404, "", new String[] {"Content-Type", "text/html"});
        assertOutage(resolve());
    }

    @Test
    void every_passing_fault_is_an_outage() {
        registry.fail(500);
        assertOutage(resolve());
        registry.fail(429);
        assertOutage(resolve());
        registry.fail(new FakeRegistry.Fault.Hang(false));
        shell.waitShort();
        assertOutage(resolve());
        shell.waitLong();
        registry.fail(401);
        assertEquals(77, resolve().exit());
    }

    @Test
    void a_registration_ends_what_is_remembered_of_its_project_alone() {
        shell.register(KELP, "kelp");
        shell.register(FROND, "frond");
        resolve();
        shell.json("resolve", FROND);
        shell.register(KELP, "giant kelp");
        Shell.Ended resolved = resolve();
        assertEquals("service", resolved.text("source"));
        assertEquals("giant kelp", resolved.json().at("/answer/project_name").asText());
        assertEquals("cache", shell.json("resolve", FROND).text("source"));
    }

    @Test
    void tenants_and_machines_do_not_share_answers() {
        shell.register(KELP, "kelp");
        resolve();
        shell.with("HOLDFAST_TOKEN", Tokens.of("other"));
        assertEquals(4, resolve().exit());
        shell.with("HOLDFAST_TOKEN", Tokens.of("acme"));
        assertEquals("service", shell.json("resolve", KELP, "--machine", FROND).text("source"));
        assertEquals("cache", resolve().text("source"));
    }

    @Test
    void the_status_of_a_project_is_asked_for_each_time() {
        String cloud =
                shell.register(KELP, "kelp").json().at("/answer/cloud_uuid").asText();
        assertEquals(
                "registered",
                shell.json("status", cloud)
                        .json()
                        .at("/answer/registration_status")
                        .asText());
        assertEquals(4, shell.json("status", FROND).exit());
        registry.close();
        assertOutage(shell.json("status", cloud));
    }

    private Shell.Ended resolve() {
        return shell.json("resolve", KELP);
    }

    private static void assertOutage(Shell.Ended ended) {
        assertEquals(75, ended.exit(), ended.out());
        assertEquals("no_answer", ended.text("result"));
    }
}
