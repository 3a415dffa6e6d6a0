package dev.holdfast.planka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.spi.ConfigKey;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.HookCall;
import dev.holdfast.spi.HttpPort;
import dev.holdfast.spi.InvalidConfig;
import dev.holdfast.spi.ProviderConfig;
import dev.holdfast.spi.ProviderContext;
import dev.holdfast.spi.Secret;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Configuration and webhooks. */
class PlankaFactoryTest {

    private static final HttpPort NOWHERE = call -> {
        throw new IllegalStateException("Nothing is called");
    };

    private static Set<String> problems(Map<String, String> changed) {
        Map<String, String> config = new HashMap<>(
                Map.of("base_url", "https://planka.example.com", "api_key", "key", "board", "1912833075218220042"));
        changed.forEach((name, value) -> {
            if (value.isEmpty()) {
                config.remove(name);
            } else {
                config.put(name, value);
            }
        });
        try {
            Bed.factory()
                    .create(
                            ProviderConfig.of(Bed.factory().configuration(), config),
                            ProviderContext.of(Clock.systemUTC(), NOWHERE))
                    .close();
            return Set.of();
        } catch (InvalidConfig e) {
            return e.problems().keySet();
        }
    }

    @Test
    void a_provider_is_made_of_an_address_a_key_and_a_board_without_a_call() {
        assertEquals(Set.of(), problems(Map.of()));
    }

    @Test
    void one_way_to_log_in_must_be_given_and_not_two() {
        assertEquals(Set.of("api_key"), problems(Map.of("api_key", "")));
        assertEquals(Set.of("api_key"), problems(Map.of("username", "bot", "password", "secret")));
        assertEquals(Set.of("username"), problems(Map.of("api_key", "", "password", "secret")));
        assertEquals(Set.of("password"), problems(Map.of("api_key", "", "username", "bot")));
    }

    @Test
    void a_board_or_a_project_must_be_given_by_its_id() {
        assertEquals(Set.of("board"), problems(Map.of("board", "")));
        assertEquals(Set.of("board"), problems(Map.of("board", "0123")));
        assertEquals(Set.of("project"), problems(Map.of("board", "", "project", "my project")));
        assertEquals(Set.of(), problems(Map.of("board", "", "project", "42")));
    }

    @Test
    void what_lists_and_labels_stand_for_must_be_known() {
        assertEquals(Set.of("statuses"), problems(Map.of("statuses", "Review = reviewing")));
        assertEquals(Set.of("priorities"), problems(Map.of("priorities", "Hot = very")));
        assertEquals(Set.of(), problems(Map.of("statuses", "Review = doing", "priorities", "Hot = p0")));
    }

    @Test
    void keys_and_passwords_are_secrets() {
        assertEquals(
                List.of("api_key", "password"),
                Bed.factory().configuration().stream()
                        .filter(ConfigKey::isSecret)
                        .map(ConfigKey::name)
                        .toList());
    }

    @Test
    void a_webhook_is_known_by_the_access_token_that_it_brings() {
        assertTrue(isAuthentic(Map.of("Authorization", "Bearer s3cret"), "s3cret"));
        assertFalse(isAuthentic(Map.of("Authorization", "Bearer s3cre"), "s3cret"));
        assertFalse(isAuthentic(Map.of("Authorization", "s3cret"), "s3cret"));
        assertFalse(isAuthentic(Map.of(), "s3cret"));
        assertFalse(isAuthentic(Map.of("Authorization", "Bearer "), ""));
    }

    private static boolean isAuthentic(Map<String, String> headers, String secret) {
        return Bed.factory()
                .isAuthentic(
                        new HookCall(headers, Content.of("{\"event\":\"cardCreate\"}")),
                        Secret.of(secret),
                        Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void a_provider_without_a_way_out_is_not_made() {
        ProviderConfig config = ProviderConfig.of(
                Bed.factory().configuration(),
                Map.of("base_url", "https://planka.example.com", "api_key", "key", "board", "42"));

        assertThrows(
                IllegalStateException.class, () -> Bed.factory().create(config, ProviderContext.of(Clock.systemUTC())));
    }
}
