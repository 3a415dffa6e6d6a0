package dev.holdfast.linear;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.BoardFailure;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How labels of Linear are read and called. Linear takes two names that differ by case alone for one, in a team and
 * its workspace together; the second one gets a name of its own, and says in its description what it stands for.
 *
 * @param configured name here by name in Linear
 * @param holderPrefix what labels begin with that name a worker
 */
record LabelNames(Map<String, String> configured, String holderPrefix) {

    private static final String STANDS_FOR = "Read by Holdfast as: ";

    LabelNames {
        configured = Map.copyOf(configured);
    }

    static LabelNames of(Map<String, String> configured, String holderPrefix) {
        return new LabelNames(configured, holderPrefix.strip() + " ");
    }

    /** What a label of Linear says, before configuration. */
    static String text(JsonNode label) {
        String description = label.path("description").asText("");
        return description.startsWith(STANDS_FOR)
                ? description.substring(STANDS_FOR.length())
                : label.path("name").asText();
    }

    /** The worker that a label names, if it names one. */
    Optional<String> holder(JsonNode label) {
        String text = text(label);
        return text.length() > holderPrefix.length() && text.startsWith(holderPrefix)
                ? Optional.of(text.substring(holderPrefix.length()))
                : Optional.empty();
    }

    /** The name of a label here. */
    String read(JsonNode label) {
        return configured.getOrDefault(text(label), text(label));
    }

    /** What a label of this name says in Linear. */
    String write(String label) {
        if (label.startsWith(holderPrefix)) {
            throw new BoardFailure.Rejected("Labels that begin with " + holderPrefix.strip()
                    + " name who holds a task; assign it to its worker instead");
        }
        return configured.entrySet().stream()
                .filter(pair -> pair.getValue().equals(label))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .orElse(label);
    }

    /** What the label says that names a worker. */
    String writeHolder(String worker) {
        return holderPrefix + worker;
    }

    /** The name of the label that stands for a text whose own name is taken. */
    static String substitute(String text) {
        BigInteger capitals = BigInteger.ZERO;
        int[] characters = text.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            if (Character.isUpperCase(characters[i])) {
                capitals = capitals.setBit(i);
            }
        }
        return text + " (case " + capitals.toString(16) + ")";
    }

    static String substituteDescription(String text) {
        return STANDS_FOR + text;
    }

    /** An {@code IssueLabelFilter} that lets every label pass that says one of these texts, and perhaps others. */
    static ObjectNode filter(Iterable<String> texts) {
        ObjectNode filter = Json.object();
        ArrayNode any = filter.putArray("or");
        for (String text : texts) {
            any.addObject().putObject("name").put("eqIgnoreCase", text);
            ArrayNode exactly = any.addObject().putObject("name").putArray("in");
            exactly.add(text).add(substitute(text));
        }
        return filter;
    }

    /** The texts in Linear that are read as this label. */
    List<String> textsOf(String label) {
        List<String> texts = new ArrayList<>();
        configured.forEach((text, name) -> {
            if (name.equals(label)) {
                texts.add(text);
            }
        });
        if (!configured.containsKey(label)) {
            texts.add(label);
        }
        return texts;
    }
}
