package dev.holdfast.testkit.history;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The life is idle for 60 s at most, so renewals are 6 s apart and a look promises 54 s; clocks are 1 s apart. */
class LifespansTest {
    private static Told opened(Standing.Lifetime lifetime) {
        return new Told()
                .stands(1, Kind.OPEN, "o", "a", lifetime)
                .attempt("o", Kind.OPEN, null, new Outcome.Acknowledged(1));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) (seconds * 1_000));
    }

    @Test
    void a_life_may_end_at_its_idle_deadline_by_any_clock() {
        opened(Told.SHORT).expires(2, seconds(60)).holds();
        opened(Told.SHORT).expires(2, seconds(59)).holds();
    }

    @Test
    void a_life_that_ends_before_its_idle_deadline_is_found() {
        opened(Told.SHORT).expires(2, seconds(58.9)).breaks("the life of 1 was ended for its deadline");
        opened(Told.SHORT)
                .waits(seconds(30))
                .stands(2, Kind.CHANGE, "c", "ac", null)
                .attempt("c", Kind.CHANGE, null, new Outcome.Acknowledged(2))
                .expires(3, seconds(80))
                .breaks("the life of 1 was ended for its deadline");
    }

    @Test
    void a_life_that_ends_before_what_a_look_promised_is_found() {
        Told looked = opened(Told.SHORT).waits(seconds(30)).looks(1, "a");
        looked.expires(2, seconds(84.1)).holds();
        Told early = opened(Told.SHORT).waits(seconds(30)).looks(1, "a");
        early.expires(2, seconds(83)).breaks("the life of 1 was ended for its deadline");
    }

    @Test
    void who_only_observes_is_promised_nothing_and_keeps_nothing_alive() {
        opened(Told.SHORT)
                .waits(seconds(30))
                .observes(1, "a")
                .expires(2, seconds(60))
                .holds();
        opened(Told.SHORT)
                .waits(seconds(30))
                .observes(1, "a")
                .waits(seconds(40))
                .looks(1, "a")
                .breaks("past its deadline");
    }

    @Test
    void a_life_ends_at_its_greatest_age_whatever_was_looked_at() {
        Standing.Lifetime aged = new Standing.Lifetime(Duration.ofSeconds(60), Duration.ofSeconds(70));
        opened(aged).waits(seconds(50)).looks(1, "a").expires(2, seconds(70)).holds();
        opened(aged)
                .waits(seconds(50))
                .looks(1, "a")
                .expires(2, seconds(68))
                .breaks("the life of 1 was ended for its deadline");
    }

    @Test
    void a_life_without_a_deadline_that_expires_is_found() {
        opened(Standing.Lifetime.FOREVER).expires(2, Duration.ofDays(1_000)).breaks("was promised for ever");
    }

    @Test
    void a_life_that_is_told_to_stand_past_its_idle_deadline_is_found() {
        opened(Told.SHORT).waits(seconds(58)).looks(1, "a").holds();
        opened(Told.SHORT).waits(seconds(62)).looks(1, "a").breaks("past its deadline");
        opened(Told.SHORT)
                .waits(seconds(30))
                .silence()
                .waits(seconds(58))
                .looks(1, "a")
                .holds();
    }

    @Test
    void who_comes_too_late_vouches_for_nobody() {
        opened(Told.SHORT)
                .waits(seconds(62))
                .looks(1, "a")
                .waits(seconds(30))
                .looks(1, "a")
                .breaks("the life of 1 was told to stand at 2026-03-01T10:01:34");
    }

    @Test
    void a_life_that_is_told_to_stand_past_its_greatest_age_is_found() {
        Standing.Lifetime aged = new Standing.Lifetime(null, Duration.ofSeconds(70));
        opened(aged).waits(seconds(68)).looks(1, "a").holds();
        opened(aged).waits(seconds(69)).looks(1, "a").breaks("past its deadline");
    }

    @Test
    void what_is_gone_and_seen_again_is_found() {
        opened(Told.SHORT)
                .expires(2, seconds(60))
                .waits(seconds(60))
                .looks(2, null)
                .looks(1, "a")
                .breaks("a read told 1, but it began after 2 was told");
    }
}
