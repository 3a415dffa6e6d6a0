package dev.holdfast.testkit.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class HistoryCheckTest {
    private static final Outcome UNKNOWN = new Outcome.Unknown(true);

    private static Outcome acknowledged(long seq) {
        return new Outcome.Acknowledged(seq);
    }

    private static Told opened() {
        return new Told()
                .stands(1, Kind.OPEN, "o", "a", Standing.Lifetime.FOREVER)
                .attempt("o", Kind.OPEN, null, acknowledged(1));
    }

    @Test
    void a_right_history_has_no_violation() {
        Told.right().holds();
        new Told().looks(0, null).holds();
    }

    @Test
    void a_log_that_was_called_must_be_given() {
        Event look = new Event.Look("other", new Span(1, 2, Instant.MIN, Instant.MIN), 0, null, true);
        List<String> violations = new HistoryCheck(Duration.ZERO).violations(List.of(look), List.of());
        Assertions.assertEquals(1, violations.size());
    }

    @Test
    void a_gap_is_found_unless_it_may_be_trimmed() {
        opened().stands(3, Kind.CHANGE, "c", "ac", null)
                .attempt("c", Kind.CHANGE, null, acknowledged(3))
                .breaks("entries from 2 to 2 are missing");
        opened().stands(3, Kind.CHANGE, "c", "ac", null)
                .attempt("c", Kind.CHANGE, null, acknowledged(3))
                .keptFrom(3)
                .holds();
    }

    @Test
    void a_change_without_a_life_and_an_open_within_one_are_found() {
        Told.right()
                .stands(4, Kind.CHANGE, "l", "l", null)
                .attempt("l", Kind.CHANGE, null, UNKNOWN)
                .breaks("entry 4 is of kind CHANGE, but no life stands");
        opened().stands(2, Kind.OPEN, "p", "p", null)
                .attempt("p", Kind.OPEN, null, UNKNOWN)
                .breaks("entry 2 is of kind OPEN, but a life stands");
    }

    @Test
    void an_operation_that_stands_twice_is_found() {
        opened().attempt("c", Kind.CHANGE, null, UNKNOWN)
                .stands(2, Kind.CHANGE, "c", "ac", null)
                .stands(3, Kind.CHANGE, "c", "acc", null)
                .breaks("operation c stands 2 times, at [2, 3]");
    }

    @Test
    void an_acknowledged_change_that_is_missing_or_stands_elsewhere_is_found() {
        opened().attempt("c", Kind.CHANGE, null, acknowledged(2))
                .stands(2, Kind.CHANGE, "d", "ad", null)
                .attempt("d", Kind.CHANGE, null, UNKNOWN)
                .breaks("operation c was acknowledged at 2, but stands at []");
        opened().attempt("c", Kind.CHANGE, null, acknowledged(2)).breaks("was told to have reached 2, but ends at 1");
    }

    @Test
    void a_seq_acknowledged_to_two_is_found_even_when_it_is_trimmed() {
        opened().attempt("c", Kind.CHANGE, null, acknowledged(2))
                .attempt("d", Kind.CHANGE, null, acknowledged(2))
                .stands(3, Kind.CHANGE, "e", "acde", null)
                .attempt("e", Kind.CHANGE, null, acknowledged(3))
                .keptFrom(3)
                .breaks("seq 2 was acknowledged to c and to d");
    }

    @Test
    void a_refused_change_that_stands_is_found() {
        opened().attempt("c", Kind.CHANGE, 1L, new Outcome.Refused(0, false))
                .stands(2, Kind.CHANGE, "c", "ac", null)
                .breaks("operation c was refused, but stands at 2");
    }

    @Test
    void gone_that_was_told_before_a_close_stood_is_found() {
        opened().attempt("c", Kind.CHANGE, 1L, new Outcome.Refused(1, true)).breaks("nothing lives at 1");
    }

    @Test
    void an_entry_that_nobody_asked_for_or_asked_otherwise_is_found() {
        opened().stands(2, Kind.CHANGE, "c", "ac", null).breaks("entry 2 stands, but nobody asked for it");
        opened().attempt("c", Kind.CLOSE, null, UNKNOWN)
                .stands(2, Kind.CHANGE, "c", "ac", null)
                .breaks("entry 2 is not what operation c asked for");
    }

    @Test
    void a_change_in_another_life_than_its_base_is_found() {
        Told.right()
                .attempt("l", Kind.CHANGE, 2L, UNKNOWN)
                .stands(4, Kind.OPEN, "p", "p", Told.SHORT)
                .attempt("p", Kind.OPEN, null, acknowledged(4))
                .stands(5, Kind.CHANGE, "l", "pl", null)
                .breaks("entry 5 was meant for 2, but the CLOSE at 3 stands between");
    }

    @Test
    void a_change_based_on_a_close_or_on_what_comes_after_it_is_found() {
        Told.right()
                .stands(4, Kind.OPEN, "p", "p", Told.SHORT)
                .attempt("p", Kind.OPEN, null, acknowledged(4))
                .attempt("l", Kind.CHANGE, 3L, acknowledged(5))
                .stands(5, Kind.CHANGE, "l", "pl", null)
                .breaks("entry 5 was meant for 3, but the CLOSE at 3");
        opened().attempt("c", Kind.CHANGE, 2L, acknowledged(2))
                .stands(2, Kind.CHANGE, "c", "ac", null)
                .breaks("entry 2 stands before its base 2");
    }

    @Test
    void an_open_that_crosses_an_open_is_found() {
        Told.right()
                .attempt("p", Kind.OPEN, 3L, UNKNOWN)
                .stands(4, Kind.OPEN, "q", "q", Told.SHORT)
                .attempt("q", Kind.OPEN, 3L, acknowledged(4))
                .stands(5, Kind.CLOSE, "y", null, null)
                .attempt("y", Kind.CLOSE, 4L, acknowledged(5))
                .stands(6, Kind.OPEN, "p", "p", Told.SHORT)
                .breaks("entry 6 was meant for 3, but the OPEN at 4 stands between");
    }

    @Test
    void a_state_that_never_stood_is_found_new_or_old() {
        opened().looks(1, "b").breaks("at 1 was told 'b', but 'a' stands");
        opened().looks(1, null).breaks("at 1 was told that nothing lives, but 'a' stands");
        Told.right().looksBack(2, "a").breaks("at 2 was told 'a', but 'ab' stands");
        Told.right().looksBack(2, "ab").holds();
        opened().looks(2, "ab").breaks("a state at 2 was told, where no entry stands");
    }

    @Test
    void a_read_that_goes_back_is_found() {
        Told.right().looks(2, "ab").breaks("a read told 2, but it began after 3 was told");
        opened().stands(2, Kind.CHANGE, "c", "ac", null)
                .attempt("c", Kind.CHANGE, null, UNKNOWN)
                .looks(2, "ac")
                .looks(1, "a")
                .breaks("a read told 1, but it began after 2 was told");
    }

    @Test
    void a_change_put_before_what_was_known_is_found() {
        opened().stands(2, Kind.CHANGE, "c", "ac", null)
                .stands(3, Kind.CHANGE, "d", "acd", null)
                .attempt("d", Kind.CHANGE, null, acknowledged(3))
                .attempt("c", Kind.CHANGE, null, UNKNOWN)
                .breaks("operation c stands at 2, but it began after 3 was told");
    }

    @Test
    void an_entry_told_before_it_was_asked_for_is_found() {
        opened().stands(2, Kind.CHANGE, "c", "ac", null)
                .looks(2, "ac")
                .attempt("c", Kind.CHANGE, null, UNKNOWN)
                .breaks("entry 2 was told before its operation was asked for");
    }

    @Test
    void gone_told_after_another_life_was_told_is_found() {
        Told.right()
                .stands(4, Kind.OPEN, "p", "p", Told.SHORT)
                .attempt("p", Kind.OPEN, null, acknowledged(4))
                .attempt("q", Kind.CHANGE, null, new Outcome.Refused(3, true))
                .breaks("gone was told at 3, but it began after 4 was told");
    }

    @Test
    void a_restart_is_a_close_and_an_open_of_one_operation() {
        opened().stands(2, Kind.CLOSE, "n", null, null)
                .stands(3, Kind.OPEN, "n", "n", Told.SHORT)
                .attempt("n", Kind.RESTART, 1L, acknowledged(3))
                .looks(3, "n")
                .holds();
        opened().attempt("n", Kind.RESTART, 1L, UNKNOWN)
                .stands(2, Kind.CLOSE, "n", null, null)
                .breaks("entry 2 is not what operation n asked for");
    }
}
