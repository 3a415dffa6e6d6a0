package dev.holdfast.project;

import dev.holdfast.table.Item;
import dev.holdfast.table.Key;
import dev.holdfast.table.TableSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The items of a registry as they stand in the table, with what must hold of them once no call is under way. */
final class StoredItems {
    private static final String PROJECTS = "#projects";
    private static final String CHILDREN = "#children";
    private static final String REGISTRATIONS = "#registrations";

    private final Map<Key, Item> items = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    StoredItems(List<Item> items) {
        items.forEach(item -> this.items.put(item.key(), item));
    }

    /** Empty when every item has its place: nothing is left over, half linked or in a circle. */
    List<String> problems() {
        problems.clear();
        for (Item item : items.values()) {
            String pk = item.key().pk();
            if (pk.endsWith(PROJECTS)) {
                if (item.has(ProjectItems.INCARNATION)) {
                    checkProject(item);
                } else {
                    checkVacant(item);
                }
            } else if (pk.endsWith(CHILDREN)) {
                checkLink(item);
            } else if (pk.endsWith(REGISTRATIONS)) {
                checkEvent(item);
            } else if (pk.endsWith("#jobs")) {
                checkJob(item);
            } else if (!pk.endsWith("#keys")) {
                problems.add("no such place: " + item.key());
            }
        }
        return List.copyOf(problems);
    }

    /** A job names an incarnation that is gone for good. */
    private void checkJob(Item job) {
        boolean stands = items.values().stream()
                .filter(item -> item.has(ProjectItems.INCARNATION))
                .anyMatch(item -> job.key().sk().endsWith("." + item.text(ProjectItems.INCARNATION)));
        if (stands) {
            problems.add("a project that stands is to be removed: " + job.key());
        }
    }

    private void checkProject(Item project) {
        Optional<String> parent = project.optionalText(ProjectItems.PARENT);
        if (project.has(ProjectItems.AWAITED)) {
            problems.add("still has children to link: " + project.key());
        }
        if (parent.isEmpty()) {
            return;
        }
        if (!items.containsKey(link(tenant(project), parent.get(), project.key().sk()))) {
            problems.add("child without link: " + project.key());
        }
        Optional<Item> place = place(tenant(project), parent.get());
        boolean registered = place.isPresent() && place.get().has(ProjectItems.INCARNATION);
        if (registered != project.has(ProjectItems.LINKED)) {
            problems.add(
                    (registered ? "pending under a registered parent: " : "linked to no parent: ") + project.key());
        }
        if (!registered && (place.isEmpty() || !place.get().has(ProjectItems.AWAITED))) {
            problems.add("awaits a parent that will not know: " + project.key());
        }
        if (inCircle(project)) {
            problems.add("its own ancestor: " + project.key());
        }
    }

    private void checkVacant(Item vacant) {
        boolean named = items.keySet().stream()
                .anyMatch(key ->
                        key.pk().equals(tenant(vacant) + "#" + vacant.key().sk() + CHILDREN));
        if (named != vacant.has(ProjectItems.AWAITED)) {
            problems.add((named ? "awaited without a mark: " : "a mark for nobody: ") + vacant.key());
        }
        if (!named && !(vacant.has(ProjectItems.DELETED_BY) && vacant.has(TableSchema.TTL))) {
            problems.add("stays for ever: " + vacant.key());
        }
    }

    private void checkLink(Item link) {
        String pk = link.key().pk();
        String parent = pk.substring(pk.indexOf('#') + 1, pk.length() - CHILDREN.length());
        Optional<Item> child = place(tenant(link), link.key().sk());
        if (!child.flatMap(it -> it.optionalText(ProjectItems.PARENT)).equals(Optional.of(parent))
                || !child.get().has(ProjectItems.INCARNATION)) {
            problems.add("link without child: " + link.key());
        }
    }

    private void checkEvent(Item event) {
        String pk = event.key().pk();
        String owner = pk.substring(pk.indexOf('#') + 1, pk.length() - REGISTRATIONS.length());
        Optional<Item> place = place(tenant(event), owner.substring(0, owner.indexOf('.')));
        if (place.isEmpty()
                || place.get().number(TableSchema.VERSION)
                        < Long.parseLong(event.key().sk())) {
            problems.add("history of nothing: " + event.key());
        }
    }

    private boolean inCircle(Item project) {
        Set<String> met = new HashSet<>();
        Optional<Item> at = Optional.of(project);
        while (at.isPresent()
                && at.get().has(ProjectItems.LINKED)
                && met.add(at.get().key().sk())) {
            at = at.flatMap(it -> it.optionalText(ProjectItems.PARENT)).flatMap(up -> place(tenant(project), up));
        }
        return at.isPresent() && at.get().key().equals(project.key()) && !met.isEmpty();
    }

    private Optional<Item> place(String tenant, String cloudUuid) {
        return Optional.ofNullable(items.get(ProjectKeys.project(tenant, UUID.fromString(cloudUuid))));
    }

    private static Key link(String tenant, String parent, String child) {
        return ProjectKeys.child(tenant, UUID.fromString(parent), UUID.fromString(child));
    }

    private static String tenant(Item item) {
        String pk = item.key().pk();
        return pk.substring(0, pk.indexOf('#'));
    }
}
