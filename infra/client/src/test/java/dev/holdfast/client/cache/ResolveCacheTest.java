package dev.holdfast.client.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.file.Database;
import dev.holdfast.client.file.Home;
import dev.holdfast.client.file.Locks;
import dev.holdfast.client.http.Account;
import dev.holdfast.client.input.Json;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolveCacheTest {
    private static final Account ACME = new Account("https://h.example", "acme", "ann");
    private static final Duration TTL = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    @Test
    void an_answer_that_was_overtaken_by_a_registration_is_not_kept() {
        Clock clock = Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);
        try (Locks locks = Locks.open(Home.open(folder));
                Database database = Database.open(Home.open(folder), locks)) {
            ResolveCache cache = new ResolveCache(database, clock);
            long before = cache.changes(ACME, "p");
            cache.forget(ACME, "p");
            cache.keep(ACME, "p", "m", Json.object().put("cloud_uuid", "old"), before);
            assertTrue(cache.fresh(ACME, "p", "m", TTL).isEmpty());
            cache.keep(ACME, "p", "m", Json.object().put("cloud_uuid", "new"), cache.changes(ACME, "p"));
            assertEquals(
                    "new",
                    cache.fresh(ACME, "p", "m", TTL)
                            .orElseThrow()
                            .answer()
                            .path("cloud_uuid")
                            .asText());
        }
    }
}
