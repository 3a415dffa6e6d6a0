package dev.holdfast.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.HttpAnswer;
import dev.holdfast.spi.HttpPort;
import dev.holdfast.spi.ProviderConfig;
import dev.holdfast.spi.ProviderContext;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** How many calls GitHub takes. Answers are given by hand here, as only their headers matter. */
class LimitsTest {

    private final ManualClock clock = new ManualClock();
    private final Queue<HttpAnswer> answers = new ArrayDeque<>();
    private final HttpPort http = _ -> answers.remove();
    private final BoardProvider provider = provider();

    private BoardProvider provider() {
        GithubFactory factory = new GithubFactory();
        Map<String, String> texts = new HashMap<>(Map.of("owner", "o", "repo", "r", "project", "1", "token", "t"));
        return factory.create(ProviderConfig.of(factory.configuration(), texts), ProviderContext.of(clock, http));
    }

    private Duration refused(int status, String body, String... headers) {
        Map<String, List<String>> named = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            named.put(headers[i], List.of(headers[i + 1]));
        }
        answers.add(new HttpAnswer(status, named, Content.of(body)));
        return waiting();
    }

    private Duration waiting() {
        Duration wait = assertThrows(BoardFailure.RateLimited.class, provider::connect)
                .retryAfter()
                .orElseThrow();
        return Duration.ofSeconds(Math.round(wait.toMillis() / 1000.0));
    }

    @Test
    void what_github_asks_for_is_waited_for_and_nothing_sent_meanwhile() {
        assertEquals(Duration.ofSeconds(30), refused(429, "{}", "Retry-After", "30"));
        clock.advance(Duration.ofSeconds(20));
        assertEquals(Duration.ofSeconds(10), waiting());
    }

    @Test
    void an_empty_budget_is_waited_for_until_it_is_filled_again() {
        String reset = Long.toString(clock.instant().getEpochSecond() + 900);

        assertEquals(
                Duration.ofMinutes(15), refused(403, "{}", "x-ratelimit-remaining", "0", "x-ratelimit-reset", reset));
    }

    @Test
    void a_limit_of_graphql_is_one_even_under_status_200() {
        String reset = Long.toString(clock.instant().getEpochSecond() + 60);
        String body = "{\"errors\":[{\"type\":\"RATE_LIMITED\",\"message\":\"API rate limit exceeded\"}]}";

        assertEquals(
                Duration.ofMinutes(1), refused(200, body, "x-ratelimit-remaining", "0", "x-ratelimit-reset", reset));
    }

    @Test
    void a_secondary_limit_of_graphql_is_known_by_its_words() {
        String body = "{\"errors\":[{\"message\":\"You have exceeded a secondary Rate Limit. Please wait.\"}]}";

        assertEquals(Duration.ofSeconds(30), refused(200, body, "Retry-After", "30"));
    }

    @Test
    void without_a_word_it_is_a_minute_and_longer_each_time() {
        String body = "{\"message\":\"You have exceeded a secondary rate limit\"}";
        for (int minutes : List.of(1, 2, 4, 8, 16, 16)) {
            assertEquals(Duration.ofMinutes(minutes), refused(403, body));
            clock.advance(Duration.ofMinutes(minutes).plusSeconds(1));
        }
    }

    @Test
    void a_refusal_that_is_no_limit_is_about_the_token() {
        answers.add(new HttpAnswer(403, Map.of(), Content.of("{\"message\":\"Resource not accessible\"}")));

        assertThrows(BoardFailure.Unauthorized.class, provider::connect);
    }

    @Test
    void errors_of_graphql_are_told_by_what_to_do() {
        Map<String, Class<? extends BoardFailure>> kinds = Map.of(
                "{\"errors\":[{\"type\":\"FORBIDDEN\"}]}", BoardFailure.Unauthorized.class,
                "{\"errors\":[{\"type\":\"INSUFFICIENT_SCOPES\"}]}", BoardFailure.Unauthorized.class,
                "{\"errors\":[{\"message\":\"Something went wrong while executing your query\"}]}",
                        BoardFailure.Unavailable.class,
                "{\"errors\":[{\"extensions\":{\"code\":\"undefinedField\"}}]}", BoardFailure.Rejected.class,
                "{}", BoardFailure.Unavailable.class,
                "not JSON", BoardFailure.Unavailable.class);
        kinds.forEach((body, kind) -> {
            answers.add(new HttpAnswer(200, Map.of(), Content.of(body)));
            assertThrows(kind, provider::connect, body);
        });
    }
}
