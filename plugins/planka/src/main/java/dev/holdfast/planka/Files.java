package dev.holdfast.planka;

import dev.holdfast.spi.Attachment;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Content;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Files on a card. */
record Files(Api api, Card card) {

    private static final int MOST_BYTES = Content.MAX_BYTES - Multipart.OVERHEAD;

    List<Attachment> all() {
        return card.files().stream().map(StoredFile::attachment).toList();
    }

    Content read(String attachment) {
        StoredFile file = require(attachment);
        if (file.attachment().size() > Content.MAX_BYTES) {
            throw new BoardFailure.Rejected("The file is larger than the 8 MiB that can be read");
        }
        return api.file(file.path());
    }

    /** Puts a file on the card once for a command, whose id is in the name that the server keeps it under. */
    Attachment add(BoardCommand.Attach attach, BoardReads boards) {
        Texts.require("a file's name", attach.name(), 128);
        if (attach.content().size() > MOST_BYTES) {
            throw new BoardFailure.Rejected("On a Planka board a file has at most " + MOST_BYTES + " bytes");
        }
        return settle(attach.id()).orElseGet(() -> {
            Attachment made = make(attach);
            return boards.read(api)
                    .snapshot()
                    .card(card.id())
                    .flatMap(now -> new Files(api, now).settle(attach.id()))
                    .orElse(made);
        });
    }

    private Attachment make(BoardCommand.Attach attach) {
        return StoredFile.of(api.post(
                        "/api/cards/%s/attachments".formatted(card.id()),
                        Multipart.ofFile(
                                attach.name(),
                                StoredFile.nameFor(attach.id(), attach.name()),
                                attach.mediaType(),
                                attach.content())))
                .attachment();
    }

    /** Leaves the oldest file of a command, which a request that was taken for lost may have put there too. */
    private Optional<Attachment> settle(UUID command) {
        List<Attachment> made = card.files().stream()
                .filter(file -> file.isOf(command))
                .map(StoredFile::attachment)
                .toList();
        made.stream().skip(1).forEach(this::remove);
        return made.stream().findFirst();
    }

    void remove(String attachment) {
        remove(require(attachment).attachment());
    }

    private void remove(Attachment attachment) {
        api.remove("/api/attachments/" + attachment.id());
    }

    private StoredFile require(String attachment) {
        return card.file(attachment).orElseThrow(() -> new BoardFailure.NotFound("The task has no such file"));
    }
}
