package dev.holdfast.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document on which a patch is at work. Operations change the containers it has copied itself ({@link Drafts}), so a
 * path is copied once however often it is changed.
 */
final class PatchedTree {
    private static final String MISSING = "There is nothing at the operation's place.";

    private final Drafts drafts = new Drafts();
    private JsonNode root;
    private final ResultSize size;
    private long carried;
    private int index;

    /** @param mostBytes no less than {@code root} takes */
    PatchedTree(JsonNode root, long mostBytes) {
        this.root = root;
        size = new ResultSize(root, mostBytes);
    }

    JsonNode root() {
        return root;
    }

    void apply(Operation operation) {
        switch (operation) {
            case Operation.Add add -> add(add.path(), add.value(), sizeOf(add.path(), add.value()));
            case Operation.Remove remove -> remove(remove.path());
            case Operation.Replace replace -> replace(replace.path(), replace.value());
            case Operation.Move move -> move(move.from(), move.path());
            case Operation.Copy copy -> copy(copy.from(), copy.path());
            case Operation.Test test -> test(test.path(), test.value());
        }
        if (size.hasTooManyBytes()) {
            throw tooLarge("bytes", StrictJson.MAX_BYTES);
        }
        if (size.hasTooManyValues()) {
            throw tooLarge("values", StrictJson.MAX_VALUES);
        }
        index++;
    }

    private void add(Pointer path, JsonNode value, Measured added) {
        if (path.size() == 0) {
            root = value;
            size.replaceBy(added);
            return;
        }
        String last = path.token(path.size() - 1);
        switch (parent(path)) {
            case ObjectNode members -> {
                @Nullable JsonNode old = members.get(last);
                size.grow(added);
                if (old == null) {
                    size.growBy(frame(last, members.size() + 1));
                } else {
                    size.shrink(Measured.of(old));
                }
                members.set(last, value);
            }
            case ArrayNode items -> {
                int at = last.equals(Pointer.END) ? items.size() : Pointer.index(last);
                if (at == Pointer.NO_INDEX || at > items.size()) {
                    throw failed("The array has no such place.");
                }
                size.grow(added);
                size.growBy(separator(items.size() + 1));
                items.insert(at, value);
            }
            default -> throw failed(MISSING);
        }
    }

    private void remove(Pointer path) {
        if (path.size() == 0) {
            throw failed("The whole document cannot be removed.");
        }
        size.shrink(Measured.of(present(path)));
        take(path);
    }

    private void take(Pointer path) {
        String last = path.token(path.size() - 1);
        switch (parent(path)) {
            case ObjectNode members -> {
                size.growBy(-frame(last, members.size()));
                members.remove(last);
            }
            case ArrayNode items -> {
                size.growBy(-separator(items.size()));
                items.remove(Pointer.index(last));
            }
            default -> throw failed(MISSING);
        }
    }

    private void replace(Pointer path, JsonNode value) {
        size.grow(sizeOf(path, value));
        size.shrink(Measured.of(present(path)));
        put(path, value);
    }

    private void put(Pointer path, JsonNode value) {
        if (path.size() == 0) {
            root = value;
        } else {
            Drafts.set(parent(path), path.token(path.size() - 1), value);
        }
    }

    private void move(Pointer from, Pointer path) {
        JsonNode value = present(from);
        if (from.size() == 0) {
            return;
        }
        if (path.size() > from.size()) {
            carry(sizeOf(path, value, StrictJson.MAX_BYTES - carried));
        }
        take(from);
        if (path.size() == 0) {
            size.replaceBy(Measured.of(value));
            root = value;
        } else {
            add(path, value, Measured.NOTHING);
        }
    }

    private void copy(Pointer from, Pointer path) {
        JsonNode value = present(from);
        Measured copied = sizeOf(path, value, StrictJson.MAX_BYTES - carried);
        carry(copied);
        drafts.release(value);
        add(path, value, copied);
    }

    /** Copies made and removed again cost work too: all together carry no more than one document. */
    private void carry(Measured value) {
        carried += value.bytes();
        if (carried > StrictJson.MAX_BYTES) {
            throw tooLarge("bytes", StrictJson.MAX_BYTES);
        }
    }

    private void test(Pointer path, JsonNode value) {
        if (!JsonEquality.VALUE.equal(present(path), value)) {
            throw failed("The value at the operation's place is another one.");
        }
    }

    private JsonNode present(Pointer path) {
        JsonNode value = path.findOrNull(root);
        if (value == null) {
            throw failed(MISSING);
        }
        return value;
    }

    /** The container that holds the last token's place, to be changed. */
    private JsonNode parent(Pointer path) {
        JsonNode node = drafts.of(root);
        root = node;
        for (int i = 0; i < path.size() - 1; i++) {
            String token = path.token(i);
            @Nullable JsonNode child = Pointer.child(node, token);
            if (child == null) {
                throw failed(MISSING);
            }
            JsonNode draft = drafts.of(child);
            if (!JsonEquality.shared(draft, child)) {
                Drafts.set(node, token, draft);
            }
            node = draft;
        }
        return node;
    }

    private Measured sizeOf(Pointer path, JsonNode value) {
        return sizeOf(path, value, StrictJson.MAX_BYTES);
    }

    private Measured sizeOf(Pointer path, JsonNode value, long most) {
        Measured measured = Measured.of(value, most);
        if (path.size() + measured.nesting() > StrictJson.MAX_NESTING) {
            throw tooLarge("nesting", StrictJson.MAX_NESTING);
        }
        return measured;
    }

    private long frame(String name, int members) {
        if (name.length() > StrictJson.MAX_KEY_BYTES / 3
                && name.getBytes(StandardCharsets.UTF_8).length > StrictJson.MAX_KEY_BYTES) {
            throw tooLarge("key_bytes", StrictJson.MAX_KEY_BYTES);
        }
        return Measured.quoted(name) + 1L + separator(members);
    }

    private static int separator(int children) {
        return children > 1 ? 1 : 0;
    }

    private Refusal failed(String detail) {
        return new Refusal(Reason.PATCH_FAILED, detail, Map.of("operation_index", index));
    }

    private Refusal tooLarge(String limit, int most) {
        return new Refusal(
                Reason.DOCUMENT_TOO_LARGE,
                "The patch makes more than " + most + " of " + limit.replace('_', ' ') + ".",
                Map.of("operation_index", index, "max_" + limit, most));
    }
}
