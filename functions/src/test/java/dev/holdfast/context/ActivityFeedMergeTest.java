package dev.holdfast.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.holdfast.activity.Event;
import dev.holdfast.activity.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That many sources read page by page are the list that sorting them all gives. */
class ActivityFeedMergeTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    /** Numbered from 1, the oldest first; slices are of any length. */
    private static final class Numbered implements ActivityFeedSource {
        private final String name;
        private final Random random;
        private final List<Event> events = new ArrayList<>();
        int reads;

        Numbered(String name, Random random) {
            this.name = name;
            this.random = random;
        }

        void add(long millis) {
            Instant at = START.plusMillis(millis);
            String actor = random.nextBoolean() ? "ann" : "bob";
            events.add(new Event(
                    name + events.size(), at, "t", actor, null, "a", "ok", JsonNodeFactory.instance.objectNode()));
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Slice read(@Nullable String position, int limit) {
            reads++;
            int before = position == null ? events.size() + 1 : Integer.parseInt(position);
            int last = Math.max(1, before - 1 - random.nextInt(limit));
            List<Positioned> slice = new ArrayList<>();
            for (int n = Math.min(before - 1, events.size()); n >= last; n--) {
                slice.add(new Positioned(events.get(n - 1), Integer.toString(n + 1), Integer.toString(n)));
            }
            return new Slice(slice, last > 1 && !slice.isEmpty());
        }
    }

    private static List<Numbered> sources(Random random, int disorder) {
        List<Numbered> sources = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(6); i++) {
            Numbered source = new Numbered("s" + i, random);
            long time = 0;
            for (int n = random.nextInt(60); n > 0; n--) {
                time += random.nextInt(4);
                source.add(time + (disorder == 0 ? 0 : random.nextInt(disorder)));
            }
            sources.add(source);
        }
        return sources;
    }

    private static ActivityFeedMerge.Merged page(
            List<Numbered> sources, @Nullable Map<String, String> from, Predicate<Event> wanted, Span span, int limit) {
        List<ActivityFeedReading> readings = new ArrayList<>();
        for (Numbered source : sources) {
            if (from == null || from.containsKey(source.name())) {
                String position = from == null ? null : from.get(source.name());
                readings.add(new ActivityFeedReading(source, span, position, 4));
            }
        }
        readings.forEach(ActivityFeedReading::fill);
        return ActivityFeedMerge.page(readings, wanted, limit, () -> true);
    }

    /** @param between done between two pages */
    private static List<Event> paged(
            List<Numbered> sources, Predicate<Event> wanted, Span span, int limit, Runnable between) {
        List<Event> all = new ArrayList<>();
        Map<String, String> next = null;
        for (int pages = 0; next == null || !next.isEmpty(); pages++) {
            assertTrue(pages < 2_000, "it does not end");
            ActivityFeedMerge.Merged merged = page(sources, next, wanted, span, limit);
            assertTrue(merged.events().size() <= limit);
            all.addAll(merged.events());
            next = merged.next();
            between.run();
        }
        return all;
    }

    private static List<Event> sorted(List<Numbered> sources, Predicate<Event> wanted) {
        Map<String, Integer> place = new HashMap<>();
        List<Event> all = new ArrayList<>();
        for (Numbered source : sources) {
            source.events.reversed().forEach(event -> {
                place.put(event.id(), place.size());
                all.add(event);
            });
        }
        all.sort(Comparator.comparing(Event::at).reversed().thenComparing(event -> place.getOrDefault(event.id(), 0)));
        return all.stream().filter(wanted).toList();
    }

    @Test
    void pages_of_any_length_are_the_sorted_list() {
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            List<Numbered> sources = sources(random, 0);
            Instant since = START.plusMillis(random.nextInt(60));
            Span span = random.nextBoolean() ? Span.ALWAYS : new Span(since, since.plusMillis(random.nextInt(80)));
            String actor = random.nextBoolean() ? "ann" : null;
            ActivityFeedFilter filter = new ActivityFeedFilter(null, actor, null, span);
            List<Event> paged = paged(sources, filter::matches, span, 1 + random.nextInt(40), () -> {});
            assertEquals(sorted(sources, filter::matches), paged, "seed " + seed);
        }
    }

    @Test
    void sources_whose_clocks_differ_keep_their_order_and_lose_and_repeat_nothing() {
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            List<Numbered> sources = sources(random, 20);
            List<Event> whole = paged(sources, _ -> true, Span.ALWAYS, 1_000, () -> {});
            assertEquals(whole, paged(sources, _ -> true, Span.ALWAYS, 1 + random.nextInt(7), () -> {}));
            assertEquals(sources.stream().mapToInt(it -> it.events.size()).sum(), whole.size(), "seed " + seed);
            for (Numbered source : sources) {
                assertEquals(
                        source.events.reversed(),
                        whole.stream().filter(source.events::contains).toList());
            }
        }
    }

    @Test
    void what_is_out_of_order_around_the_beginning_asked_for_is_found() {
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            List<Numbered> sources = sources(random, 20);
            Span span = new Span(START.plusMillis(random.nextInt(60)), null);
            List<Event> found =
                    paged(sources, event -> span.contains(event.at()), span, 1 + random.nextInt(7), () -> {});
            assertEquals(
                    Set.copyOf(sorted(sources, event -> span.contains(event.at()))), Set.copyOf(found), "seed " + seed);
        }
    }

    @Test
    void what_happens_between_two_pages_changes_none_of_the_later_ones() {
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            List<Numbered> sources = sources(random, 20);
            List<Event> before = paged(sources, _ -> true, Span.ALWAYS, 1_000, () -> {});
            Runnable more = () -> sources.forEach(source -> source.add(random.nextInt(400)));
            assertEquals(before, paged(sources, _ -> true, Span.ALWAYS, 1 + random.nextInt(7), more), "seed " + seed);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 200})
    void a_filter_that_hardly_anything_matches_ends_each_call_and_finds_it_all_the_same(int count) {
        Random random = new Random(count);
        List<Numbered> sources = IntStream.range(0, count)
                .mapToObj(i -> new Numbered("s" + i, random))
                .toList();
        for (int n = 0; n < 5_000; n++) {
            sources.get(n % count).add(n);
        }
        Predicate<Event> oldest = event -> event.id().equals("s00");
        ActivityFeedMerge.Merged first = page(sources, null, oldest, Span.ALWAYS, 100);
        assertEquals(List.of(), first.events());
        assertEquals(count, first.next().size());
        sources.forEach(source -> assertTrue(source.reads <= ActivityFeedReading.MOST_PAGES));
        assertEquals(1, paged(sources, oldest, Span.ALWAYS, 100, () -> {}).size());
    }

    @Test
    void a_source_is_not_read_on_beyond_the_time_asked_for() {
        Numbered source = new Numbered("s", new Random(1));
        for (int n = 0; n < 5_000; n++) {
            source.add(n * 1_000L);
        }
        Span last = new Span(START.plusSeconds(4_990), null);
        assertEquals(
                10,
                paged(List.of(source), e -> last.contains(e.at()), last, 100, () -> {})
                        .size());
        assertTrue(source.reads <= ActivityFeedReading.MOST_PAGES, source.reads + " reads");
    }
}
