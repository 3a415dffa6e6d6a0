package dev.holdfast.lambda;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.json.Timestamp;
import dev.holdfast.state.ConflictJson;
import dev.holdfast.state.Follow;
import dev.holdfast.state.Import;
import dev.holdfast.state.ListStores;
import dev.holdfast.state.Load;
import dev.holdfast.state.MergeStates;
import dev.holdfast.state.MessageJson;
import dev.holdfast.state.StoreHistory;
import dev.holdfast.state.StoreName;
import dev.holdfast.state.Validate;
import dev.holdfast.state.Written;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stores on the wire. */
final class StateViews {
    private StateViews() {}

    static ObjectNode written(Written written) {
        return object().put("store", written.store().text())
                .put("seq", written.seq())
                .put("changed", written.changed())
                .put("created", written.created())
                .put("rebased", written.rebased())
                .put("schema_version", written.version().toString())
                .put("updated_at", Timestamp.format(written.at()))
                .put("updated_by", written.author());
    }

    static ObjectNode loaded(Load.Loaded loaded) {
        ObjectNode view = object().put("store", loaded.store().text()).put("seq", loaded.seq());
        view.set("data", loaded.document().data());
        view.set("metadata", loaded.document().metadata());
        view.put("schema_version", loaded.document().version().toString())
                .put("stored_schema_version", loaded.stored().toString())
                .put("mode", loaded.mode().wire())
                .put("updated_at", Timestamp.format(loaded.at()))
                .put("updated_by", loaded.author());
        return putExpiry(view, loaded.expires());
    }

    static ObjectNode listed(List<ListStores.Listed> stores, @Nullable String nextCursor) {
        ObjectNode view = object();
        ArrayNode items = view.putArray("items");
        for (ListStores.Listed store : stores) {
            ObjectNode item = items.addObject()
                    .put("store", store.store().text())
                    .put("seq", store.seq())
                    .put("mode", store.mode().wire())
                    .put("schema_version", store.version().toString())
                    .put("data_bytes", store.dataBytes())
                    .put("updated_at", Timestamp.format(store.at()))
                    .put("updated_by", store.author());
            putExpiry(item, store.expires());
        }
        return view.put("next_cursor", nextCursor);
    }

    static ObjectNode merged(MergeStates.Outcome outcome) {
        ObjectNode view = written(outcome.written()).put("dry_run", outcome.dryRun());
        view.set("merged", outcome.merged().state());
        view.set("conflicts", ConflictJson.write(outcome.merged().conflicts()));
        return view;
    }

    static ObjectNode validated(List<Validate.Violation> violations) {
        ObjectNode view = object().put("valid", violations.isEmpty());
        ArrayNode items = view.putArray("violations");
        violations.forEach(v -> items.addObject().put("path", v.path()).put("message", v.message()));
        return view;
    }

    static ObjectNode greeting(Follow.Greeting greeting) {
        ObjectNode view = object();
        ArrayNode messages = view.putArray("messages");
        greeting.messages().forEach(message -> messages.add(MessageJson.write(message)));
        ObjectNode stores = view.putObject("stores");
        greeting.seqs().forEach((store, seq) -> stores.put(store.text(), seq));
        ObjectNode gone = view.putObject("gone");
        greeting.gone().forEach((store, reason) -> gone.put(store.text(), reason.name()));
        ArrayNode later = view.putArray("later");
        greeting.later().forEach(store -> later.add(store.text()));
        return view;
    }

    static ObjectNode changes(Follow.Changes changes, @Nullable String nextCursor) {
        ObjectNode view = object();
        ArrayNode items = view.putArray("items");
        changes.messages().forEach(message -> items.add(MessageJson.write(message)));
        return view.put("next_cursor", nextCursor);
    }

    static ObjectNode history(List<StoreHistory.Event> events, @Nullable String nextCursor) {
        ObjectNode view = object();
        ArrayNode items = view.putArray("items");
        for (StoreHistory.Event event : events) {
            ObjectNode item = items.addObject()
                    .put("seq", event.seq())
                    .put("kind", event.kind().name().toLowerCase(Locale.ROOT))
                    .put("updated_at", Timestamp.format(event.at()))
                    .put("updated_by", event.author());
            if (event.version() != null) {
                item.put("schema_version", event.version());
            }
            ArrayNode paths = item.putArray("paths");
            event.paths().forEach(path -> paths.add(path.toString()));
            if (event.reason() != null) {
                item.put("reason", event.reason());
            }
        }
        return view.put("next_cursor", nextCursor);
    }

    static ObjectNode imported(Map<StoreName, Import.Imported> results) {
        ObjectNode view = object();
        ArrayNode items = view.putArray("items");
        results.forEach((store, result) -> items.addObject()
                .put("store", store.text())
                .put("imported", result.imported())
                .put("skipped", result.skipped())
                .put("seq", result.seq()));
        return view.putNull("next_cursor");
    }

    private static ObjectNode putExpiry(ObjectNode view, @Nullable Instant expires) {
        return view.put("expires_at", expires == null ? null : Timestamp.format(expires));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
