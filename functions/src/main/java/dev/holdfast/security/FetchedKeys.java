package dev.holdfast.security;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The keys of a JWKS location, kept between calls. Thread-safe.
 *
 * <p>Fetched when a token names a key that is not there, and when the set is {@link #FRESH} old, since withdrawn keys
 * must go. Whatever is asked, {@link #PAUSE} passes between two fetches. While the location fails, the keys that are
 * there still serve.
 */
final class FetchedKeys implements TokenKeys {
    static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    static final Duration FRESH = Duration.ofMinutes(10);

    /** What the last fetch left: {@code reached} tells whether it succeeded, {@code loaded} when one last did. */
    private record Holding(KeyRing keys, Instant loaded, Instant tried, boolean reached) {
        static final Holding NOTHING = new Holding(KeyRing.EMPTY, Instant.EPOCH, Instant.EPOCH, false);
    }

    private final URI location;
    private final SignatureCheck signatures;
    private final Clock clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile Holding holding = Holding.NOTHING;

    FetchedKeys(URI location, SignatureCheck signatures, Clock clock) {
        this.location = location;
        this.signatures = signatures;
        this.clock = clock;
    }

    @Override
    public List<VerificationKey> fitting(TokenHeader header) {
        Holding seen = holding;
        List<VerificationKey> fitting = seen.keys().fitting(header);
        if (fitting.isEmpty()) {
            fetching.lock();
            seen = refreshedAndUnlocked();
        } else if (hasPassed(FRESH, seen.loaded(), clock.instant()) && fetching.tryLock()) {
            seen = refreshedAndUnlocked();
        } else {
            return fitting;
        }
        fitting = seen.keys().fitting(header);
        if (fitting.isEmpty() && !seen.reached()) {
            throw unavailable(seen);
        }
        return fitting;
    }

    private Holding refreshedAndUnlocked() {
        try {
            Holding before = holding;
            Instant now = clock.instant();
            if (hasPassed(PAUSE, before.tried(), now)) {
                holding = fetched(before, now);
            }
            return holding;
        } finally {
            fetching.unlock();
        }
    }

    private Holding fetched(Holding before, Instant now) {
        try {
            byte[] body = new KeySetLocation(location, PATIENCE).fetch();
            return new Holding(KeyRing.ofSome(JwkSet.of(body, signatures)), now, now, true);
        } catch (IOException | IllegalArgumentException e) {
            System.getLogger(FetchedKeys.class.getName())
                    .log(System.Logger.Level.WARNING, "The token keys cannot be fetched from " + location + ": " + e);
            return new Holding(before.keys(), before.loaded(), now, false);
        }
    }

    private Refusal unavailable(Holding seen) {
        long elapsed =
                Math.max(0, Duration.between(seen.tried(), clock.instant()).toSeconds());
        return new Refusal(
                Reason.UNAVAILABLE,
                "The keys that verify tokens cannot be fetched now: try again later.",
                Map.of("retry_after", Math.max(1, PAUSE.toSeconds() - elapsed)));
    }

    /** A clock that was set back must not stop the fetches. */
    private static boolean hasPassed(Duration pause, Instant since, Instant now) {
        return now.isBefore(since) || !now.isBefore(since.plus(pause));
    }
}
