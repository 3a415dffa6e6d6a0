package dev.holdfast.activity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.json.Patch;
import dev.holdfast.json.Pointer;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The places of a store's data whose changes fire a trigger: {@code /store/a/b} is one place, {@code /store/a/*} that
 * place and all below it. After the store's name it is a JSON Pointer (RFC 6901); a member that is named {@code *} is
 * written {@code ~2}. Immutable.
 *
 * <p>A place fires if its value is another one afterwards: numbers differ by their text, member order does not count,
 * and an absent value differs from null. A document that does not exist is a {@code MissingNode}.
 *
 * @param base the place itself; the whole document for {@code /store} and {@code /store/*}
 * @param subtree whether changes below the base are told apart
 */
public record TriggerPath(String store, Pointer base, boolean subtree) {
    /** More are told as one. */
    public static final int MOST_LOCATIONS = 4;

    private static final int MOST_BYTES = 1024;
    private static final int MOST_SEGMENTS = 64;
    private static final Pattern STORE = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");
    private static final String ANYTHING_BELOW = "*";
    private static final String ASTERISK = "~2";
    private static final Pattern WRONG_ESCAPE = Pattern.compile("~(?![01])");

    /** @throws Refusal INVALID_INPUT, saying what to do */
    public static TriggerPath parse(String text) {
        demand(text.startsWith("/"), "starts with / and a store's name");
        demand(text.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES, "has at most " + MOST_BYTES + " bytes");
        List<String> segments = List.of(text.substring(1).split("/", -1));
        demand(segments.size() <= MOST_SEGMENTS, "has at most " + MOST_SEGMENTS + " segments");
        String store = segments.getFirst();
        demand(
                STORE.matcher(store).matches(),
                "first names a store: a letter and up to 63 letters, digits, '_', '.' or '-'");
        boolean subtree = segments.size() > 1 && segments.getLast().equals(ANYTHING_BELOW);
        String[] tokens = segments.subList(1, segments.size() - (subtree ? 1 : 0)).stream()
                .map(TriggerPath::token)
                .toArray(String[]::new);
        return new TriggerPath(store, Pointer.of(tokens), subtree);
    }

    private static String token(String segment) {
        if (segment.equals(ASTERISK)) {
            return ANYTHING_BELOW;
        }
        demand(!segment.equals(ANYTHING_BELOW), "has * as its last segment only; ~2 stands for a member of that name");
        demand(!WRONG_ESCAPE.matcher(segment).find(), "has ~ before 0 or 1 only");
        return segment.replace("~1", "/").replace("~0", "~");
    }

    private static void demand(boolean holds, String rule) {
        if (!holds) {
            throw new Refusal(
                    Reason.INVALID_INPUT,
                    "Name what is to fire as /store/a/b, or /store/a/* with all below it.",
                    Map.of("errors", List.of(Map.of("field", "path", "problem", "a path " + rule))));
        }
    }

    /** Whether {@link #locations} is not empty, at far less cost where the patch touches other places. */
    public boolean fires(Patch patch, JsonNode before, JsonNode after) {
        return new ChangedPlaces(base, subtree, before, after).any(patch);
    }

    /**
     * Where a patch changed what this path names: the base itself if it or a value above it was written, else the
     * changed places below it. None is above another; more than {@value #MOST_LOCATIONS} are told as the deepest place
     * that holds them all.
     *
     * @param patch that made {@code after} of {@code before}
     */
    public List<Pointer> locations(Patch patch, JsonNode before, JsonNode after) {
        List<Pointer> changed = new ChangedPlaces(base, subtree, before, after).all(patch);
        return changed.size() <= MOST_LOCATIONS ? changed : List.of(commonAncestor(changed));
    }

    private static Pointer commonAncestor(List<Pointer> places) {
        Pointer common = places.getFirst();
        for (Pointer place : places) {
            while (!common.isPrefixOf(place)) {
                common = common.first(common.size() - 1);
            }
        }
        return common;
    }

    /** The text {@link #parse} reads. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("/").append(store);
        for (int i = 0; i < base.size(); i++) {
            String token = base.token(i);
            text.append(
                    token.equals(ANYTHING_BELOW)
                            ? "/" + ASTERISK
                            : Pointer.of(token).toString());
        }
        return subtree ? text.append("/*").toString() : text.toString();
    }
}
