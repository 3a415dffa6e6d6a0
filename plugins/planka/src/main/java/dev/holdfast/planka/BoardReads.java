package dev.holdfast.planka;

import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.HttpAnswer;
import dev.holdfast.spi.HttpCall;

/** Reads the board, which one answer holds whole but for comments and the archive. Thread-safe. */
final class BoardReads {

    private final BoardPlace place;
    private final ConditionalReads<BoardView> reads;

    BoardReads(BoardPlace place, Mapping mapping) {
        this.place = place;
        this.reads = new ConditionalReads<>(2, answer -> new BoardView(Snapshot.of(answer), mapping));
    }

    BoardPlace place() {
        return place;
    }

    /**
     * The board as it is now.
     *
     * @throws BoardFailure.NotFound before it is set up
     * @throws BoardFailure.Unsupported when it has become larger than an answer may be
     */
    BoardView read(Api api) {
        String path = "/api/boards/" + place.id(api);
        try {
            return reads.read(api, path, call -> send(api, path, call));
        } catch (BoardFailure.NotFound e) {
            place.forget();
            throw new BoardFailure.NotFound("There is no such board, or the account is no member of it");
        }
    }

    private static HttpAnswer send(Api api, String path, HttpCall call) {
        try {
            return api.send(call);
        } catch (BoardFailure.Unavailable e) {
            if (isTooLarge(api, path)) {
                throw new BoardFailure.Unsupported("The board is larger than the 1 MiB that is read of an answer;"
                        + " archive cards that are done, or shorten descriptions");
            }
            throw e;
        }
    }

    /** No answer may have many causes; the size of the one that was not read tells this cause from the others. */
    private static boolean isTooLarge(Api api, String path) {
        try {
            HttpAnswer head = api.send(api.call("HEAD", path));
            return head.status() == 200
                    && head.header("Content-Length")
                            .filter(length -> length.matches("[0-9]{1,15}"))
                            .filter(length -> Long.parseLong(length) > HttpCall.ORDINARY_BYTES)
                            .isPresent();
        } catch (BoardFailure e) {
            return false;
        }
    }
}
