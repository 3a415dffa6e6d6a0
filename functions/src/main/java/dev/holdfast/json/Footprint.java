package dev.holdfast.json;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The places that operations read and write, as a tree of tokens. */
final class Footprint {
    private final Place root = new Place();

    private static final class Place {
        private final Map<String, Place> below = new HashMap<>(4);
        private boolean read;
        private boolean written;
        private boolean readBelow;
        private boolean writtenBelow;
    }

    void add(Operation operation) {
        switch (operation) {
            case Operation.Add add -> mark(shifting(add.path()), add.path(), true);
            case Operation.Remove remove -> mark(shifting(remove.path()), remove.path(), true);
            case Operation.Replace replace -> mark(replace.path().size(), replace.path(), true);
            case Operation.Move move -> {
                mark(shifting(move.from()), move.from(), true);
                mark(shifting(move.path()), move.path(), true);
            }
            case Operation.Copy copy -> {
                mark(copy.from().size(), copy.from(), false);
                mark(shifting(copy.path()), copy.path(), true);
            }
            case Operation.Test test -> mark(test.path().size(), test.path(), false);
        }
    }

    /** Whether the operation writes what is read or written here, or reads what is written here. */
    boolean meets(Operation operation) {
        return switch (operation) {
            case Operation.Add add -> meets(shifting(add.path()), add.path(), true);
            case Operation.Remove remove -> meets(shifting(remove.path()), remove.path(), true);
            case Operation.Replace replace -> meets(replace.path().size(), replace.path(), true);
            case Operation.Move move ->
                meets(shifting(move.from()), move.from(), true) || meets(shifting(move.path()), move.path(), true);
            case Operation.Copy copy ->
                meets(copy.from().size(), copy.from(), false) || meets(shifting(copy.path()), copy.path(), true);
            case Operation.Test test -> meets(test.path().size(), test.path(), false);
        };
    }

    /** Whether anything at, above or below the place is written here. */
    boolean touches(Pointer path) {
        return meets(path.size(), path, false);
    }

    /** How many tokens name what such a path changes: its last may be an index among others that shift. */
    private static int shifting(Pointer path) {
        return path.mayNameItem() ? path.size() - 1 : path.size();
    }

    private void mark(int tokens, Pointer path, boolean write) {
        Place place = root;
        for (int i = 0; i < tokens; i++) {
            place.readBelow |= !write;
            place.writtenBelow |= write;
            place = place.below.computeIfAbsent(path.token(i), _ -> new Place());
        }
        place.read |= !write;
        place.written |= write;
    }

    private boolean meets(int tokens, Pointer path, boolean write) {
        @Nullable Place place = root;
        for (int i = 0; i < tokens && place != null; i++) {
            if (place.written || (write && place.read)) {
                return true;
            }
            place = place.below.get(path.token(i));
        }
        return place != null && (place.written || place.writtenBelow || (write && (place.read || place.readBelow)));
    }
}
