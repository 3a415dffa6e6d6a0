package dev.holdfast.local.http;

import static dev.holdfast.local.http.Intent.require;
import static dev.holdfast.local.http.StoreCalls.etag;

import dev.holdfast.local.http.Intent.Effect;
import dev.holdfast.local.http.Intent.Place;
import dev.holdfast.testkit.history.Kind;
import java.util.Random;

/** Draws operations of every kind, some on what the caller knows of a store, some on whatever stands. */
final class Intents {
    private static final int FARTHEST_ROLLBACK = 20;

    private final StoreCalls stores;
    private final Random random;

    Intents(StoreCalls stores, Random random) {
        this.stores = stores;
        this.random = random;
    }

    Intent create(String operation, String store) {
        Marked document = Marked.by(operation);
        return new Intent(operation, store, Kind.OPEN, 0, stores.create(store, document.json()), _ -> document);
    }

    /** @param known what the caller knows to have stood */
    Intent draw(String operation, String store, Revision known) {
        long base = random.nextBoolean() ? known.seq() : 0;
        int draw = random.nextInt(100);
        if (draw < 5) {
            return delete(operation, store, base);
        }
        if (draw < 12) {
            return create(operation, store);
        }
        if (draw < 24) {
            return save(operation, store, base, known);
        }
        if (draw < 34) {
            return rollback(operation, store, base, known);
        }
        if (draw < 52) {
            return mark(operation, store, base);
        }
        if (draw < 64) {
            Call call = stores.patch(store, "[" + replaceX(operation) + "]");
            return change(operation, store, base, call, writes(operation, base));
        }
        if (draw < 74) {
            return tested(operation, store, known);
        }
        if (draw < 88) {
            return change(operation, store, base, stores.patch(store, merging(operation)), writes(operation, base));
        }
        return merge(operation, store, known.seq());
    }

    Intent delete(String operation, String store, long base) {
        return exact(operation, store, Kind.CLOSE, base, stores.delete(store), Place::before);
    }

    Intent mark(String operation, String store, long base) {
        String patch = "[{\"op\":\"add\",\"path\":\"/m/" + operation + "\",\"value\":1}]";
        return change(operation, store, base, stores.patch(store, patch), marks(operation));
    }

    private Intent save(String operation, String store, long base, Revision known) {
        Marked document =
                base == 0 ? Marked.by(operation) : Marked.of(known.data()).written(operation);
        return exact(operation, store, Kind.CHANGE, base, stores.save(store, document.json()), _ -> document);
    }

    private Intent rollback(String operation, String store, long base, Revision known) {
        long to = Math.max(1, known.seq() - random.nextInt(FARTHEST_ROLLBACK));
        Effect effect = place -> place.past().apply(to);
        return exact(operation, store, Kind.CHANGE, base, stores.rollback(store, to), effect);
    }

    private Intent tested(String operation, String store, Revision known) {
        String x = Marked.of(known.data()).x();
        Call call = stores.patch(
                store, "[{\"op\":\"test\",\"path\":\"/x\",\"value\":\"" + x + "\"}," + replaceX(operation) + "]");
        return change(operation, store, 0, call, place -> {
            require(place.before().x().equals(x), "its test must have failed");
            return place.before().written(operation);
        });
    }

    private Intent merge(String operation, String store, long base) {
        boolean marks = random.nextBoolean();
        String patch = marks ? "{\"m\":{\"" + operation + "\":1}}" : merging(operation);
        Call call = stores.merge(store, "{\"inputs\":[{\"base\":" + base + ",\"merge_patch\":" + patch + "}]}");
        Effect effect = marks ? marks(operation) : writes(operation, base);
        return new Intent(operation, store, Kind.CHANGE, base, call, effect);
    }

    private static Effect marks(String operation) {
        return place -> place.before().marked(operation);
    }

    /** One who writes x names a base only if x is to be as it was then. */
    private static Effect writes(String operation, long base) {
        return place -> {
            boolean same = base == 0
                    || place.past().apply(base).x().equals(place.before().x());
            require(same, "x had been changed");
            return place.before().written(operation);
        };
    }

    private static String replaceX(String operation) {
        return "{\"op\":\"replace\",\"path\":\"/x\",\"value\":\"" + operation + "\"},"
                + "{\"op\":\"add\",\"path\":\"/m/" + operation + "\",\"value\":1}";
    }

    private static String merging(String operation) {
        return "{\"x\":\"" + operation + "\",\"m\":{\"" + operation + "\":1}}";
    }

    private static Intent change(String operation, String store, long base, Call call, Effect effect) {
        return new Intent(operation, store, Kind.CHANGE, base, matching(call, base), effect);
    }

    private static Intent exact(String operation, String store, Kind kind, long base, Call call, Effect effect) {
        return new Intent(operation, store, kind, base, matching(call, base), place -> {
            require(base == 0 || place.seq() == base + 1, "something had come between");
            return effect.at(place);
        });
    }

    private static Call matching(Call call, long base) {
        return base == 0 ? call : call.with("If-Match", etag(base));
    }
}
