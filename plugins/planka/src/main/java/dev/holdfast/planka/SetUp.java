package dev.holdfast.planka;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Status;
import java.util.Arrays;
import java.util.List;

/** Makes what a board lacks. Each step is looked for first, so that what was broken off is completed. */
record SetUp(Api api, BoardReads boards, Account me) {

    BoardView run() {
        String id = boards.place().make(api);
        BoardView view = boards.read(api);
        join(id, view.snapshot());
        lists(id, view);
        fields(id, view.snapshot());
        new Labelling(api, view).makePriorities();
        return boards.read(api);
    }

    /** Who manages the project sees its boards, but only an editor of a board changes it. */
    private void join(String board, Snapshot snapshot) {
        if (!snapshot.members().containsKey(me.id())) {
            try {
                api.add(
                        "/api/boards/%s/board-memberships".formatted(board),
                        Json.object().put("userId", me.id()).put("role", "editor"));
            } catch (BoardFailure.NotFound e) {
                throw Snapshot.noEditor();
            }
        }
    }

    private void lists(String board, BoardView view) {
        double last = view.snapshot().columns().stream()
                .mapToDouble(BoardList::position)
                .max()
                .orElse(0);
        List<Status> missing = Arrays.stream(Status.values())
                .filter(status -> view.board().columns().stream().noneMatch(column -> column.status() == status))
                .toList();
        for (Status status : missing) {
            last += Positions.GAP;
            JsonNode _ = api.post(
                    "/api/boards/%s/lists".formatted(board),
                    Json.object()
                            .put("type", status == Status.DONE ? "closed" : "active")
                            .put("position", last)
                            .put("name", status.title()));
        }
    }

    private void fields(String board, Snapshot snapshot) {
        if (snapshot.missingFields().isEmpty()) {
            return;
        }
        String group = snapshot.fieldGroup()
                .orElseGet(() -> Json.text(
                        api.post(
                                "/api/boards/%s/custom-field-groups".formatted(board),
                                Json.object().put("position", Positions.GAP).put("name", CardField.GROUP)),
                        "id"));
        double last = Positions.GAP * snapshot.fields().size();
        for (CardField field : snapshot.missingFields()) {
            last += Positions.GAP;
            JsonNode _ = api.post(
                    "/api/custom-field-groups/%s/custom-fields".formatted(group),
                    Json.object()
                            .put("position", last)
                            .put("name", field.title())
                            .put("showOnFrontOfCard", field == CardField.HOLDER));
        }
    }
}
