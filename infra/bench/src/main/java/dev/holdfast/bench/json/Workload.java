package dev.holdfast.bench.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.SplittableRandom;

/**
 * Documents that look like the state of a project: a list of tasks, or a long list of short values. The same seeds give
 * the same documents.
 */
final class Workload {
    private static final String[] WORDS = {
        "retry", "the", "queue", "after", "café", "lease", "expires", "\"quoted\"", "index", "for", "agents", "merge"
    };
    private static final String[] STATES = {"open", "doing", "review", "done"};

    private final SplittableRandom random;

    private Workload(long seed) {
        random = new SplittableRandom(seed);
    }

    /** {@code {"project": …, "tasks": [{…}, …]}}, each task about 200 bytes. */
    static ObjectNode tasks(int count) {
        Workload workload = new Workload(1);
        ObjectNode document = document();
        ArrayNode tasks = document.putArray("tasks");
        for (int i = 0; i < count; i++) {
            tasks.add(workload.task(i));
        }
        return document;
    }

    /** {@code {"project": …, "values": [7, "retry-7", …]}}, each value about 10 bytes. */
    static ObjectNode values(int count) {
        Workload workload = new Workload(2);
        ObjectNode document = document();
        ArrayNode values = document.putArray("values");
        for (int i = 0; i < count; i++) {
            if (i % 3 == 0) {
                values.add(workload.random.nextInt(1_000_000));
            } else {
                values.add(workload.word() + "-" + workload.random.nextInt(10_000));
            }
        }
        return document;
    }

    /** A copy with single members of tasks changed, tasks put in and tasks taken out. */
    static ObjectNode editedTasks(ObjectNode document, int edits, long seed) {
        Workload workload = new Workload(seed);
        ObjectNode copy = document.deepCopy();
        ArrayNode tasks = (ArrayNode) copy.get("tasks");
        for (int i = 0; i < edits; i++) {
            int at = workload.random.nextInt(tasks.size());
            switch (i % 8) {
                case 0 -> tasks.insert(at, workload.task(100_000 + i));
                case 4 -> tasks.remove(at);
                case 1, 5 -> ((ObjectNode) tasks.get(at)).put("state", STATES[i / 4 % 4] + "-" + i);
                case 2 -> ((ObjectNode) tasks.get(at)).put("title", workload.sentence(7));
                case 3 -> ((ObjectNode) tasks.get(at)).put("reviewed_by", "agent-" + i);
                case 6 -> ((ArrayNode) tasks.get(at).get("labels")).add("label-" + i);
                default -> ((ObjectNode) tasks.get(at)).put("weight", i);
            }
        }
        return copy;
    }

    /** A copy with values put in, taken out and replaced. */
    static ObjectNode editedValues(ObjectNode document, int edits, long seed) {
        Workload workload = new Workload(seed);
        ObjectNode copy = document.deepCopy();
        ArrayNode values = (ArrayNode) copy.get("values");
        for (int i = 0; i < edits; i++) {
            int at = workload.random.nextInt(values.size());
            switch (i % 3) {
                case 0 -> values.insert(at, "put in " + i);
                case 1 -> values.remove(at);
                default -> values.set(at, JsonNodeFactory.instance.textNode("replaced " + i));
            }
        }
        return copy;
    }

    private static ObjectNode document() {
        return JsonNodeFactory.instance.objectNode().put("project", "kelp").put("revision", 41);
    }

    private ObjectNode task(int id) {
        ObjectNode task = JsonNodeFactory.instance.objectNode();
        task.put("id", "task-" + id).put("title", sentence(6)).put("state", STATES[random.nextInt(STATES.length)]);
        task.put("priority", random.nextInt(5)).put("weight", random.nextInt(1, 1_000) / 8.0);
        task.putArray("labels").add(word()).add(word());
        task.putObject("assignee").put("agent", "agent-" + random.nextInt(40)).putNull("until");
        return task.put("blocked", random.nextBoolean());
    }

    private String sentence(int words) {
        StringBuilder text = new StringBuilder(word());
        for (int i = 1; i < words; i++) {
            text.append(' ').append(word());
        }
        return text.toString();
    }

    private String word() {
        return WORDS[random.nextInt(WORDS.length)];
    }
}
