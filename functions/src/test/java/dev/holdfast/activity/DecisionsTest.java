package dev.holdfast.activity;

import static dev.holdfast.activity.TestFeed.OWNER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.holdfast.table.Budget;
import dev.holdfast.table.Budget.Consumption;
import dev.holdfast.table.TestStore;
import dev.holdfast.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DecisionsTest {
    private final SettableClock clock = new SettableClock();
    private final TestFeed feed = new TestFeed(TestStore.table(), clock, Waking.NEVER);

    private void decide(String what, String about) {
        clock.advance(Duration.ofMillis(1));
        feed.decide(what, about);
    }

    private Decisions.Page page(Decisions.About about, @Nullable String before, int limit) {
        Budget budget = TestStore.budget(Duration.ofSeconds(20));
        Decisions.Page page = feed.decisions.page(budget, OWNER, about, before, limit);
        assertEquals(1, budget.consumed().calls());
        return page;
    }

    private List<String> about(@Nullable String task, @Nullable String path) {
        var about = new Decisions.About(task, path == null ? null : ProjectPath.parse(path, "path"));
        return whats(page(about, null, 100));
    }

    private static List<String> whats(Decisions.Page page) {
        return page.decisions().stream()
                .map(event -> event.details().path("what").textValue())
                .toList();
    }

    @Test
    void a_path_finds_what_was_decided_on_it_above_it_and_below_it() {
        decide("root", "'path': 'src'");
        decide("dir", "'path': 'src/app'");
        decide("file", "'path': 'src/app/Main.java'");
        decide("beside", "'path': 'src/application'");
        decide("other", "'path': 'doc'");
        decide("task", "'task': 'T-1'");
        decide("both", "'task': 'T-1', 'path': 'doc/tour.md'");
        assertEquals(List.of("file", "dir", "root"), about(null, "/src/app/"));
        assertEquals(List.of("file", "dir", "root"), about(null, "src/app/Main.java"));
        assertEquals(List.of("dir", "root"), about(null, "src/app/Other.java"));
        assertEquals(List.of("beside", "file", "dir", "root"), about(null, "./src"));
        assertEquals(List.of("both", "other"), about(null, "doc/tour.md"));
        assertEquals(List.of("both", "task"), about("T-1", null));
        assertEquals(List.of(), about("T-10", null));
        assertEquals(List.of("both", "task", "other"), about("T-1", "doc"));
        assertEquals(7, about(null, null).size());
    }

    @Test
    void pages_follow_each_other_without_gap_or_repetition_and_the_last_says_so() {
        for (int i = 0; i < 12; i++) {
            decide("d" + i, i % 2 == 0 ? "'task': 'even'" : "'task': 'odd'");
        }
        for (String task : new String[] {null, "even"}) {
            var about = new Decisions.About(task, null);
            List<String> whole = whats(page(about, null, 100));
            for (int limit = 1; limit <= 12; limit++) {
                List<String> paged = new ArrayList<>();
                Decisions.Page page = page(about, null, limit);
                for (int pages = 0; page.next() != null && pages < 20; pages++) {
                    assertEquals(limit, page.decisions().size());
                    paged.addAll(whats(page));
                    page = page(about, page.next(), limit);
                }
                assertNull(page.next());
                paged.addAll(whats(page));
                assertEquals(whole, paged);
            }
        }
        assertNotNull(page(new Decisions.About(null, null), null, 11).next());
    }

    @Test
    void decisions_are_one_call_however_many_other_events_there_are() {
        decide("d", "'task': 'T'");
        for (int i = 0; i < 50; i++) {
            feed.post("{'type': 'note'}");
        }
        Budget budget = TestStore.budget(Duration.ofSeconds(20));
        feed.decisions.page(budget, OWNER, new Decisions.About("T", null), null, 100);
        assertEquals(new Consumption(1, 1, 0), budget.consumed());
    }
}
