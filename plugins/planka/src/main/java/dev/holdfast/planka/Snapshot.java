package dev.holdfast.planka;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.HttpAnswer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A board as one answer told it. Immutable.
 *
 * @param cardType of new cards
 * @param lists in their order
 * @param labels oldest first
 * @param fieldGroup id of the group that this provider's fields are in, if the board has it
 * @param fields where each thing is kept, for those that the board has
 * @param members by id of their user
 * @param cards on the board by their ids, oldest first
 * @param bytes that the answer took
 */
record Snapshot(
        String id,
        String name,
        String cardType,
        List<BoardList> lists,
        List<Label> labels,
        Optional<String> fieldGroup,
        Map<CardField, Field> fields,
        Map<String, Member> members,
        Map<String, Card> cards,
        int bytes) {

    static final String NO_EDITOR = "The account may not change the board; make it an editor of the board";

    static Snapshot of(HttpAnswer answer) {
        JsonNode tree = Json.read(answer);
        JsonNode item = tree.path("item");
        JsonNode included = tree.path("included");
        List<BoardList> lists = Json.each(included, "lists")
                .map(BoardList::of)
                .sorted(BoardList.IN_ORDER)
                .toList();
        List<Label> labels = Json.each(included, "labels")
                .map(Label::of)
                .sorted(Comparator.comparing(Label::id, Json.BY_ID))
                .toList();
        Optional<String> group = fieldGroup(included);
        Map<CardField, Field> fields = group.map(it -> fields(included, it)).orElse(Map.of());
        CardRows rows = new CardRows(included, labels, List.copyOf(fields.values()));
        List<String> columns =
                lists.stream().filter(BoardList::isColumn).map(BoardList::id).toList();
        return new Snapshot(
                Json.text(item, "id"),
                Json.text(item, "name"),
                item.path("defaultCardType").asText("project"),
                lists,
                labels,
                group,
                fields,
                members(included),
                Json.each(included, "cards")
                        .map(rows::card)
                        .filter(card -> columns.contains(card.list()))
                        .sorted(Comparator.comparing(Card::id, Json.BY_ID))
                        .collect(Collectors.toMap(Card::id, Function.identity(), (one, _) -> one, LinkedHashMap::new)),
                answer.body().size());
    }

    /** Of two groups, which calls that are made at once may make, the older is used by everybody. */
    private static Optional<String> fieldGroup(JsonNode included) {
        return Json.each(included, "customFieldGroups")
                .filter(row -> CardField.GROUP.equals(Json.optional(row, "name")))
                .filter(row -> Json.optional(row, "boardId") != null)
                .map(row -> Json.text(row, "id"))
                .min(Json.BY_ID);
    }

    private static Map<CardField, Field> fields(JsonNode included, String group) {
        Map<CardField, Field> found = new EnumMap<>(CardField.class);
        for (CardField what : CardField.values()) {
            Json.each(included, "customFields")
                    .filter(row -> group.equals(Json.optional(row, "customFieldGroupId")))
                    .filter(row -> what.title().equals(Json.optional(row, "name")))
                    .map(row -> new Field(what, group, Json.text(row, "id")))
                    .min(Comparator.comparing(Field::id, Json.BY_ID))
                    .ifPresent(field -> found.put(what, field));
        }
        return found;
    }

    private static Map<String, Member> members(JsonNode included) {
        Map<String, String> names = Json.each(included, "users")
                .map(Account::of)
                .collect(Collectors.toMap(Account::id, Account::name, (one, _) -> one));
        return Json.each(included, "boardMemberships")
                .map(row -> Json.text(row, "userId")
                        .transform(user -> new Member(
                                user, names.getOrDefault(user, user), "editor".equals(Json.optional(row, "role")))))
                .collect(Collectors.toMap(Member::user, Function.identity(), (one, _) -> one));
    }

    /** @throws BoardFailure.Unauthorized when this is no member; the server says only that things are not there */
    void requireMember(Account account) {
        if (!members.containsKey(account.id())) {
            throw noEditor();
        }
    }

    static BoardFailure.Unauthorized noEditor() {
        return new BoardFailure.Unauthorized(NO_EDITOR);
    }

    /** The lists that are columns, in their order. */
    List<BoardList> columns() {
        return lists.stream().filter(BoardList::isColumn).toList();
    }

    /** The lists away from the board that cards are put into. */
    List<BoardList> away() {
        return Stream.concat(archive().stream(), trash().stream()).toList();
    }

    /** The list of archived cards. */
    Optional<BoardList> archive() {
        return first("archive");
    }

    Optional<BoardList> trash() {
        return first("trash");
    }

    private Optional<BoardList> first(String type) {
        return lists.stream().filter(list -> list.type().equals(type)).findFirst();
    }

    Optional<Card> card(String card) {
        return Optional.ofNullable(cards.get(card));
    }

    /** The member of this name. */
    Optional<Member> member(String wanted) {
        return members.values().stream()
                .filter(member -> member.name().equals(wanted))
                .min(Comparator.comparing(Member::user, Json.BY_ID));
    }

    /** Fields that the board has not. */
    List<CardField> missingFields() {
        return Arrays.stream(CardField.values())
                .filter(field -> !fields.containsKey(field))
                .toList();
    }

    /** Below the last card of a list. */
    double endOf(String list) {
        return Positions.after(
                cards.values().stream().filter(card -> card.list().equals(list)).mapToDouble(Card::position));
    }
}
