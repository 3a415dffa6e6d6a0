package dev.holdfast.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.spi.Deadline;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds the issue that a command made before, by the mark in its body, among the newest {@value #REACH} issues and pull
 * requests of the repository: a list, as a search shows what is new only after a while. Thread-safe.
 */
final class Creations {

    static final int REACH = 512;

    private static final int MOST_KNOWN = 4 * REACH;

    private final RestPages newest;
    /** Marks by number, with no gap between the newest and the oldest. */
    private final Map<Integer, Optional<UUID>> known = marks();

    /** What a look that did not come to its end found. */
    private final Map<Integer, Optional<UUID>> begun = marks();

    /** Where in the list that look was to go on; 0 when the last one came to its end. */
    private int reached;

    Creations(Api api) {
        newest = new RestPages(api, api.repository("/issues?state=all&sort=created&direction=desc"));
    }

    private static Map<Integer, Optional<UUID>> marks() {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, Optional<UUID>> eldest) {
                return size() > MOST_KNOWN;
            }
        };
    }

    /**
     * The numbers of the issues with a command's mark, the oldest first: one, or several when a request that was taken
     * for lost was carried out beside the one that repeated it.
     *
     * <p>The newest are looked at each time, since an issue may appear after one with a higher number did. Older ones
     * are looked at once: what a whole page of known ones leads to is known as well. A look that is cut is gone on with
     * by the next one, a page before its end, as deletions move what comes later.
     */
    synchronized List<Integer> find(UUID command, Deadline deadline) {
        if (reached > RestPages.STEP) {
            List<Integer> found = look(reached - RestPages.STEP, command, deadline);
            if (!found.isEmpty()) {
                return found;
            }
        }
        List<Integer> found = look(0, command, deadline);
        return found.isEmpty() ? numbers(command, known) : found;
    }

    private List<Integer> look(int start, UUID command, Deadline deadline) {
        for (int offset = start; offset < REACH; offset += RestPages.STEP) {
            List<JsonNode> page = newest.from(offset, deadline);
            boolean nothingNew = page.stream().allMatch(issue -> known.containsKey(number(issue)));
            page.forEach(issue -> begun.put(number(issue), mark(issue)));
            reached = Math.max(reached, offset + RestPages.STEP);
            List<Integer> found = numbers(command, begun);
            if (!found.isEmpty()) {
                return found;
            }
            if (nothingNew || page.size() < RestPages.STEP) {
                break;
            }
        }
        known.putAll(begun);
        begun.clear();
        reached = 0;
        return List.of();
    }

    private static List<Integer> numbers(UUID command, Map<Integer, Optional<UUID>> marks) {
        return marks.entrySet().stream()
                .filter(entry -> entry.getValue().filter(command::equals).isPresent())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static int number(JsonNode issue) {
        return issue.path("number").asInt();
    }

    private static Optional<UUID> mark(JsonNode issue) {
        @Nullable String body = Json.optional(issue, "body");
        return issue.has("pull_request") || body == null
                ? Optional.empty()
                : Optional.ofNullable(Body.of(body).command());
    }
}
