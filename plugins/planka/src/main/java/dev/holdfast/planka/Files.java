package dev.holdfast.planka;

import dev.holdfast.spi.Attachment;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Content;
import java.util.List;

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
    Attachment add(BoardCommand.Attach attach) {
        Texts.require("a file's name", attach.name(), 128);
        if (attach.content().size() > MOST_BYTES) {
            throw new BoardFailure.Rejected("On a Planka board a file has at most " + MOST_BYTES + " bytes");
        }
        // All files of the card are looked at.
        return card.files().stream()
                .filter(file -> file.isOf(attach.id()))
                .findFirst()
                .orElseGet(() -> StoredFile.of(api.post(
                        "/api/cards/%s/attachments".formatted(card.id()),
                        Multipart.ofFile(
                                attach.name(),
                                StoredFile.nameFor(attach.id(), attach.name()),
                                attach.mediaType(),
                                attach.content()))))
                .attachment();
    }

    void remove(String attachment) {
        api.remove("/api/attachments/" + require(attachment).attachment().id());
    }

    private StoredFile require(String attachment) {
        return card.file(attachment).orElseThrow(() -> new BoardFailure.NotFound("The task has no such file"));
    }
}
