package dev.holdfast.github;

import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.HttpAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Until when GitHub takes no more calls, so that none are sent before: going on regardless gets accounts banned.
 * Thread-safe.
 */
final class RateGate {

    /** What has a limit of its own. */
    enum Resource {
        REST,
        GRAPHQL
    }

    private static final Duration LEAST_GUESS = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 4;

    private final Clock clock;
    private final Map<Resource, Instant> closedUntil = new EnumMap<>(Resource.class);
    private int guesses;

    RateGate(Clock clock) {
        this.clock = clock;
    }

    /** @throws BoardFailure.RateLimited while a limit is known to last */
    synchronized void pass(Resource resource) {
        Duration left = Duration.between(clock.instant(), closedUntil.getOrDefault(resource, Instant.MIN));
        if (left.isPositive()) {
            throw limited(left);
        }
    }

    /** Takes note of how many calls are left after one that was taken. */
    synchronized void taken(Resource resource, HttpAnswer answer) {
        guesses = 0;
        untilReset(answer).ifPresent(wait -> close(resource, wait));
    }

    /** What to throw for a call that was one too many. */
    synchronized BoardFailure.RateLimited refused(Resource resource, HttpAnswer answer) {
        Optional<Duration> reset = untilReset(answer);
        if (answer.retryAfter().isEmpty() && reset.isPresent()) {
            close(resource, reset.get());
            return limited(reset.get());
        }
        Duration wait = answer.retryAfter().orElseGet(this::guess);
        for (Resource each : Resource.values()) {
            close(each, wait);
        }
        return limited(wait);
    }

    private Duration guess() {
        return LEAST_GUESS.multipliedBy(1L << Math.min(guesses++, MOST_DOUBLINGS));
    }

    private void close(Resource resource, Duration wait) {
        closedUntil.merge(resource, clock.instant().plus(wait), (a, b) -> a.isAfter(b) ? a : b);
    }

    /** {@code x-ratelimit-reset} is in seconds since 1970, and counts only when nothing remains. */
    private Optional<Duration> untilReset(HttpAnswer answer) {
        return answer.header("x-ratelimit-remaining")
                .filter("0"::equals)
                .flatMap(_ -> answer.header("x-ratelimit-reset"))
                .filter(text -> text.matches("[0-9]{1,12}"))
                .map(text -> Duration.between(clock.instant(), Instant.ofEpochSecond(Long.parseLong(text))))
                .filter(Duration::isPositive);
    }

    private static BoardFailure.RateLimited limited(Duration wait) {
        return new BoardFailure.RateLimited("GitHub takes no more calls for now", wait);
    }
}
