package dev.holdfast.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.spi.Deadline;
import java.util.ArrayList;
import java.util.List;

/** Lists of the REST API by where in them one wants to read. */
final class RestPages {

    /** How much is read at once; the sizes that it shrinks to divide it. */
    static final int STEP = 64;

    private final Api api;
    private final String path;

    RestPages(Api api, String path) {
        this.api = api;
        this.path = path + (path.contains("?") ? "&" : "?");
    }

    /** What is in the list from a multiple of {@link #STEP} on; at most that many, none after the end. */
    List<JsonNode> from(int offset, Deadline deadline) {
        return new Shrinking(STEP).read(size -> {
            List<JsonNode> found = new ArrayList<>(page(offset, size, deadline));
            for (int read = found.size(); read == size && found.size() < STEP; ) {
                List<JsonNode> more = page(offset + found.size(), size, deadline);
                found.addAll(more);
                read = more.size();
            }
            return found;
        });
    }

    private List<JsonNode> page(int offset, int size, Deadline deadline) {
        return Json.elements(api.get(path + "per_page=" + size + "&page=" + (offset / size + 1), deadline));
    }
}
