package dev.holdfast.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.spi.BoardProviderFactory;
import dev.holdfast.spi.ConfigKey;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.HookCall;
import dev.holdfast.spi.InvalidConfig;
import dev.holdfast.spi.ProviderConfig;
import dev.holdfast.spi.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FactoryTest {

    private static final Map<String, String> LEAST =
            Map.of("owner", "octo-org", "repo", "compiler", "project", "7", "token", "secret-token");

    private final GithubFactory factory = new GithubFactory();

    private Settings settings(Map<String, String> more) {
        Map<String, String> texts = new HashMap<>(LEAST);
        texts.putAll(more);
        return Keys.settings(ProviderConfig.of(factory.configuration(), texts));
    }

    @Test
    void the_factory_is_found_by_its_name() {
        assertTrue(ServiceLoader.load(BoardProviderFactory.class).stream()
                .anyMatch(provider -> provider.get().name().equals("github")));
    }

    @Test
    void every_key_has_an_example_and_the_token_alone_is_a_secret() {
        for (ConfigKey<?> key : factory.configuration()) {
            assertTrue(key.example().isPresent(), key::toString);
            assertEquals(key.name().equals("token"), key.isSecret(), key::toString);
        }
        assertFalse(settings(Map.of()).toString().contains("secret-token"));
    }

    @Test
    void both_apis_are_where_github_and_its_enterprise_server_have_them() {
        assertEquals(
                URI.create("https://api.github.com/graphql"), settings(Map.of()).graph());
        Settings enterprise = settings(Map.of("base_url", "https://github.example.com/api/v3/"));
        assertEquals(URI.create("https://github.example.com/api/graphql"), enterprise.graph());
        assertEquals(URI.create("https://github.example.com/api/v3/repos"), enterprise.rest("/repos"));
    }

    @Test
    void what_makes_no_board_is_refused_by_name() {
        Map<String, String> wrong = Map.of(
                "owner", "octo org",
                "repo", "../x",
                "statuses", "In review = later",
                "priorities", "Now = soon",
                "labels", "a = x; b = x",
                "attachments_folder", "../up");
        for (Map.Entry<String, String> entry : wrong.entrySet()) {
            InvalidConfig problem =
                    assertThrows(InvalidConfig.class, () -> settings(Map.of(entry.getKey(), entry.getValue())));
            assertEquals(Set.of(entry.getKey()), problem.problems().keySet());
        }
    }

    @Test
    void a_webhooks_call_is_known_by_its_signature() {
        // The example in GitHub's documentation of webhooks.
        Secret secret = Secret.of("It's a Secret to Everybody");
        Content body = Content.of("Hello, World!");
        String signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
        Instant now = Instant.parse("2031-01-01T00:00:00Z");

        assertTrue(factory.isAuthentic(new HookCall(Map.of("X-Hub-Signature-256", signature), body), secret, now));
        for (Map<String, String> headers : List.of(
                Map.<String, String>of(),
                Map.of("X-Hub-Signature-256", signature.replace("sha256=", "")),
                Map.of("X-Hub-Signature-256", signature.replace('7', '8')),
                Map.of("X-Hub-Signature", signature),
                Map.of("X-Hub-Signature-256", "ä"))) {
            assertFalse(factory.isAuthentic(new HookCall(headers, body), secret, now));
        }
        assertFalse(factory.isAuthentic(
                new HookCall(Map.of("X-Hub-Signature-256", signature), Content.of("Hello")), secret, now));
    }
}
