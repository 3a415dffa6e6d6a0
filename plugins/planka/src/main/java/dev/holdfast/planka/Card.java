package dev.holdfast.planka;

import dev.holdfast.spi.CommandMark;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A card as it was read.
 *
 * @param text its description, with the mark of the command that made it, and before it that of a card in the making
 * @param listBefore id of the list that it was in before it was archived or trashed, or null
 * @param comments how many there are
 * @param labels in the order in which they were put on it
 * @param members ids of users, in the order in which they joined
 * @param checklists in their order
 * @param files oldest first
 */
record Card(
        String id,
        String list,
        String name,
        String text,
        double position,
        @Nullable Instant dueDate,
        Instant createdAt,
        Instant updatedAt,
        @Nullable String listBefore,
        int comments,
        List<Label> labels,
        List<String> members,
        Map<CardField, String> values,
        List<Checklist> checklists,
        List<StoredFile> files) {

    Card {
        labels = List.copyOf(labels);
        members = List.copyOf(members);
        values = values.isEmpty() ? Map.of() : new EnumMap<>(values);
        checklists = List.copyOf(checklists);
        files = List.copyOf(files);
    }

    String description() {
        return StagingMark.strip(CommandMark.strip(text));
    }

    /** Whether it was never put on the board by the command that makes it. */
    boolean isStaged() {
        return StagingMark.isIn(CommandMark.strip(text));
    }

    boolean isMadeBy(UUID command) {
        // Most texts need no closer look.
        return text.contains(command.toString())
                && CommandMark.find(text).filter(command::equals).isPresent();
    }

    boolean isHeld() {
        return value(CardField.HOLDER).isPresent() || !members.isEmpty();
    }

    Optional<String> value(CardField field) {
        return Optional.ofNullable(values.get(field)).filter(value -> !value.isBlank());
    }

    /** The checklists of a name: people, and calls that are made at once, may make several. */
    List<Checklist> checklists(String name) {
        return checklists.stream()
                .filter(list -> list.name().equalsIgnoreCase(name))
                .toList();
    }

    /** What is in the checklists of a name. */
    List<Checklist.Item> items(String checklist) {
        return checklists(checklist).stream()
                .flatMap(list -> list.items().stream())
                .toList();
    }

    /**
     * The acceptance criteria. One that two calls wrote at once, in the same place, counts once; people see it twice until
     * the criteria are changed.
     */
    List<String> criteria() {
        return items(Checklist.CRITERIA).stream()
                .map(item -> Map.entry(item.position(), item.name()))
                .distinct()
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Ids of the cards that the checklists of a name link. */
    List<String> linked(String checklist) {
        return items(checklist).stream()
                .flatMap(item -> Stream.ofNullable(item.linkedCard()))
                .distinct()
                .toList();
    }

    Optional<StoredFile> file(String id) {
        return files.stream().filter(file -> file.attachment().id().equals(id)).findFirst();
    }
}
