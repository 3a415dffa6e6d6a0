package dev.holdfast.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.HttpAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void what_a_summary_asks_later_may_last_as_much_shorter_as_the_first_answer_took() throws IOException {
        try (Bench bench = new Bench()) {
            List<Duration> limits = new ArrayList<>();
            List<Duration> lasted = new ArrayList<>();
            BoardProvider provider = bench.provider(Map.of(), call -> {
                limits.add(call.limit());
                long begun = System.nanoTime();
                HttpAnswer answer = bench.http().send(call);
                lasted.add(Duration.ofNanos(System.nanoTime() - begun));
                return answer;
            });
            provider.connect();
            limits.clear();
            lasted.clear();
            provider.summary();
            Duration shorter = limits.getFirst().minus(limits.getLast());

            assertEquals(2, limits.size());
            assertTrue(shorter.compareTo(lasted.getFirst()) >= 0, shorter::toString);
        }
    }
}
