package dev.holdfast.state;

import dev.holdfast.activity.ProjectRef;
import dev.holdfast.log.LogName;
import dev.holdfast.table.Key;
import java.util.UUID;

/** A store of one registration of a project. */
record StoreRef(String tenant, UUID project, String incarnation, StoreName store) {
    private static final String STORE = "#s#";

    static StoreRef of(LogName log) {
        int end = log.name().indexOf(STORE);
        ProjectRef owner = ProjectRef.of(log.tenant() + "#" + log.name());
        return new StoreRef(
                owner.tenant(),
                owner.project(),
                owner.incarnation(),
                new StoreName(log.name().substring(end + STORE.length())));
    }

    ProjectRef owner() {
        return new ProjectRef(tenant, project, incarnation);
    }

    LogName log() {
        return new LogName(tenant, project + "." + incarnation + STORE + store);
    }

    static boolean isStore(LogName log) {
        return log.name().contains(STORE);
    }

    /** Where the project's stores are listed. */
    static String listing(String tenant, UUID project, String incarnation) {
        return tenant + "#" + project + "." + incarnation + "#stores";
    }

    Key listed() {
        return new Key(listing(tenant, project, incarnation), store.text());
    }

    /** Where the store of {@code log} is listed. */
    static Key listed(LogName log) {
        int end = log.name().indexOf(STORE);
        return new Key(
                log.tenant() + "#" + log.name().substring(0, end) + "#stores",
                log.name().substring(end + STORE.length()));
    }
}
