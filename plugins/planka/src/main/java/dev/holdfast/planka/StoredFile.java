package dev.holdfast.planka;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.spi.Attachment;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLConnection;
import java.util.UUID;

/**
 * A file on a card. Links, which Planka lists as attachments too, are none.
 *
 * @param storedAs the name that the server keeps it under, which ends the address that it is read from
 */
record StoredFile(Attachment attachment, String card, String storedAs) {

    static boolean is(JsonNode row) {
        return "file".equals(Json.optional(row, "type"));
    }

    static StoredFile of(JsonNode row) {
        JsonNode data = row.path("data");
        String name = Json.text(row, "name");
        String address = Json.text(data, "url");
        Attachment attachment = new Attachment(
                Json.text(row, "id"),
                name,
                mediaType(data, name),
                data.path("size").asLong(),
                Json.createdAt(row));
        return new StoredFile(attachment, Json.text(row, "cardId"), address.substring(address.lastIndexOf('/') + 1));
    }

    /** Under what a command stores a file: its id tells later that it did, and people see what the file is. */
    static String nameFor(UUID command, String name) {
        int dot = name.lastIndexOf('.');
        String ending = dot < 0 ? "" : plain(name.substring(dot + 1), 16);
        String stem = plain(dot < 0 ? name : name.substring(0, dot), 30);
        return (stem.isEmpty() ? "" : stem + ".") + command + (ending.isEmpty() ? "" : "." + ending);
    }

    boolean isOf(UUID command) {
        return storedAs.contains(command.toString());
    }

    /** Where its bytes are, from the root of the server. */
    String path() {
        try {
            return "/attachments/" + attachment.id() + "/download"
                    + new URI(null, null, "/" + storedAs, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("A path with a slash before it is always one", e);
        }
    }

    /** Planka knows the type of few files only. */
    private static String mediaType(JsonNode data, String name) {
        String known = Json.optional(data, "mimeType");
        String guessed = known == null ? URLConnection.guessContentTypeFromName(name) : known;
        return guessed == null ? "application/octet-stream" : guessed;
    }

    private static String plain(String text, int most) {
        String kept = text.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
        return kept.substring(0, Math.min(most, kept.length()));
    }
}
