package dev.holdfast.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTest {

    private static final ConfigKey<URI> URL =
            ConfigKey.url("base_url", "Where the server is").required().example("https://boards.example.com");
    private static final ConfigKey<Secret> TOKEN =
            ConfigKey.secret("api_key", "A key of the user").required();
    private static final ConfigKey<Duration> TIMEOUT =
            ConfigKey.duration("timeout", "For one call").defaultsTo("PT5S");
    private static final ConfigKey<Integer> PORT = ConfigKey.integer("port", "Of the server", 1, 65_535);
    private static final List<ConfigKey<?>> KEYS = List.of(URL, TOKEN, TIMEOUT, PORT);

    @Test
    void values_are_read_as_their_types_and_defaults_fill_in() {
        ProviderConfig config =
                ProviderConfig.of(KEYS, Map.of("base_url", "https://boards.example.com", "api_key", "k-1"));

        assertEquals(URI.create("https://boards.example.com"), config.get(URL));
        assertEquals("k-1", config.get(TOKEN).reveal());
        assertEquals(Duration.ofSeconds(5), config.get(TIMEOUT));
        assertEquals(Optional.empty(), config.find(PORT));
    }

    @Test
    void every_problem_is_told_at_once_and_no_value_is() {
        InvalidConfig refused = assertThrows(
                InvalidConfig.class,
                () -> ProviderConfig.of(
                        KEYS, Map.of("base_url", "ftp://hidden", "port", "hidden", "colour", "hidden")));

        assertEquals(
                Map.of(
                        "api_key", "is required",
                        "base_url", "must be an https URL without user, query and fragment",
                        "colour", "is not a key of this provider",
                        "port", "must be a whole number from 1 to 65535"),
                refused.problems());
        assertFalse(refused.toString().contains("hidden"));
    }

    @Test
    void no_text_form_shows_a_secret() {
        ProviderConfig config =
                ProviderConfig.of(KEYS, Map.of("base_url", "https://a.example", "api_key", "k-very-secret"));

        assertEquals("ProviderConfig[api_key, base_url, timeout]", config.toString());
        assertEquals("(secret)", config.get(TOKEN).toString());
    }

    @Test
    void a_key_describes_itself() {
        assertEquals("base_url", URL.name());
        assertEquals(ConfigKey.Type.URL, URL.type());
        assertTrue(URL.isRequired());
        assertFalse(URL.isSecret());
        assertEquals(Optional.of("https://boards.example.com"), URL.example());
        assertTrue(TOKEN.isSecret());
    }

    @Test
    void a_key_refuses_an_example_and_a_default_that_it_would_not_accept() {
        assertThrows(IllegalArgumentException.class, () -> PORT.example("0"));
        assertThrows(IllegalArgumentException.class, () -> TIMEOUT.defaultsTo("5s"));
        assertThrows(IllegalArgumentException.class, () -> ConfigKey.text("Board Name", "Not snake_case"));
    }

    @Test
    void pairs_are_read_in_their_order_without_blanks_around() {
        ConfigKey<Map<String, String>> key = ConfigKey.pairs("statuses", "What columns stand for");

        assertEquals(
                List.of(Map.entry("In Review", "in progress"), Map.entry("Icebox", "todo")),
                List.copyOf(key.read("In Review = in progress;Icebox= todo").entrySet()));
        for (String refused : List.of("a", "a=", "=b", "a=b;", "a=b; a=c")) {
            assertThrows(IllegalArgumentException.class, () -> key.read(refused), refused);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:3000", "http://board.internal", "http://[::1]:80", "https://a.example/x"})
    void web_addresses_are_accepted(String url) {
        assertEquals(URI.create(url), URL.read(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user@a.example",
                "https://a.example?x=1",
                "https://a.example#x",
                "https:///x",
                "file:///etc/hosts",
                "not a url"
            })
    void other_urls_are_refused(String url) {
        assertThrows(IllegalArgumentException.class, () -> URL.read(url));
    }
}
