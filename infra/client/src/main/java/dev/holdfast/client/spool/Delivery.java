package dev.holdfast.client.spool;

import dev.holdfast.client.http.HoldfastApi;
import dev.holdfast.client.http.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Makes attempts. Only the holder of the projects' locks may call it. */
final class Delivery {
    private final HoldfastApi api;
    private final Attempts attempts;

    Delivery(HoldfastApi api, Attempts attempts) {
        this.api = api;
        this.attempts = attempts;
    }

    /** @param shown whether whoever gave the call is shown a refusal */
    Delivered send(Item item, boolean shown) {
        attempts.begin(List.of(item));
        Verdict verdict = switch (item.via()) {
            case REGISTER -> api.register(item.body(), item.key());
            case SYNC -> api.sync(List.of(item.body()), item.key()).getFirst();
        };
        return attempts.end(item, verdict, shown);
    }

    /** Items of a sync that share their key, in one call. */
    List<Delivered> sendTogether(List<Item> items) {
        attempts.begin(items);
        List<Verdict> verdicts = api.sync(
                items.stream().map(Item::body).toList(), items.getFirst().key());
        List<Delivered> delivered = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            delivered.add(attempts.end(items.get(i), verdicts.get(i), true));
        }
        return delivered;
    }
}
