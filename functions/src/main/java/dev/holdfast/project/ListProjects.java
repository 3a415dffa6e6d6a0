package dev.holdfast.project;

import dev.holdfast.security.Call;
import dev.holdfast.security.Cursors;
import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.Page;
import dev.holdfast.table.Query;
import dev.holdfast.table.Table;
import dev.holdfast.table.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lists projects, most recently used first, from an index that carries what a list shows: a page costs its own entries,
 * however many projects there are. The index follows writes within moments (DynamoDB: eventually consistent).
 */
public final class ListProjects {
    /** A filter that matches little ends a page early, with a cursor, instead of reading everything. */
    private static final int MOST_READ = 1_000;

    private static final int PAGE = 100;

    private final Table table;
    private final Cursors cursors;

    ListProjects(Table table, Cursors cursors) {
        this.table = table;
        this.cursors = cursors;
    }

    /** @param nextCursor null on the last page */
    public record Listed(List<Listing> items, @Nullable String nextCursor) {}

    /**
     * @param limit 1 to 100
     * @param cursor the last page's; null for the first page
     */
    public Listed page(Call call, ProjectFilter filter, int limit, @Nullable String cursor) {
        String pk = filter.status() == Status.ARCHIVED
                ? ProjectKeys.archived(call.tenant())
                : ProjectKeys.projects(call.tenant());
        Query.@Nullable Position after =
                cursor == null ? null : position(call, cursors.open(call, filter.listName(), cursor));
        boolean filtered = filter.tag() != null || filter.provider() != null || filter.status() == Status.PENDING;
        List<Listing> found = new ArrayList<>();
        for (int read = 0; read < MOST_READ; ) {
            int size = filtered || read > 0 ? PAGE : limit;
            Page page = table.query(call.budget(), Query.recent(pk, size).after(after));
            for (int i = 0; i < page.items().size(); i++, read++) {
                Item entry = page.items().get(i);
                Listing listing = ProjectItems.listing(entry);
                after = new Query.Position(entry.key(), entry.text(TableSchema.RECENT_SK));
                if (filter.accepts(listing)) {
                    found.add(listing);
                }
                if (found.size() == limit) {
                    boolean more = page.next() != null || i + 1 < page.items().size();
                    return new Listed(found, more ? seal(call, filter, after) : null);
                }
            }
            if (page.next() == null) {
                return new Listed(found, null);
            }
            after = page.next();
        }
        return new Listed(found, after == null ? null : seal(call, filter, after));
    }

    private String seal(Call call, ProjectFilter filter, Query.Position last) {
        return cursors.seal(call, filter.listName(), last.key().sk() + last.indexSk());
    }

    private static Query.Position position(Call call, String opened) {
        int uuid = new UUID(0, 0).toString().length();
        Key key = new Key(ProjectKeys.projects(call.tenant()), opened.substring(0, uuid));
        return new Query.Position(key, opened.substring(uuid));
    }
}
