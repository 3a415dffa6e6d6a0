package dev.holdfast.planka;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.Content;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Attachments: a form in, the bytes out. */
final class FileRoutes {

    private static final Pattern PART = Pattern.compile(
            "Content-Disposition: form-data; name=\"(\\w+)\"(; filename=\"([^\"]+)\")?(\r\nContent-Type: [^\r]+)?");

    private final World world;

    FileRoutes(World world) {
        this.world = world;
    }

    void add(Routes routes) {
        routes.on("POST", "/api/cards/{}/attachments", this::attach)
                .on(
                        "DELETE",
                        "/api/attachments/{}",
                        (_, rights, ids) -> Reply.item(world.delete(
                                "attachments", rights.editable("attachments", ids.getFirst(), "attachment"))))
                .on("GET", "/attachments/{}/download/{}", this::download);
    }

    private Reply attach(Asked asked, Rights rights, List<String> ids) {
        ObjectNode _ = rights.editable("cards", ids.getFirst(), "card");
        Map<String, String> texts = new LinkedHashMap<>();
        String filename = "";
        byte[] file = new byte[0];
        for (String part : parts(asked)) {
            int head = part.indexOf("\r\n\r\n");
            Matcher matcher = PART.matcher(part.substring(0, Math.max(head, 0)));
            if (!matcher.matches() || !filename.isEmpty()) {
                throw new Mistake("A part is malformed, or comes after the file, which gives it a wrong size");
            }
            byte[] value = part.substring(head + 4).getBytes(StandardCharsets.ISO_8859_1);
            if (matcher.group(3) == null) {
                texts.put(matcher.group(1), new String(value, StandardCharsets.UTF_8));
            } else {
                filename = matcher.group(3);
                file = value;
            }
        }
        ObjectNode input = World.object();
        texts.forEach(input::put);
        ObjectNode checked =
                new Input(input).oneOf("type", "file").text("name", 128).done();
        if (filename.isEmpty()) {
            throw Refused.of(422, "noFileWasUploaded");
        }
        return Reply.item(
                store(checked.put("cardId", ids.getFirst()).put("creatorUserId", rights.id()), filename, file));
    }

    private static List<String> parts(Asked asked) {
        String type = asked.header("content-type").orElse("");
        if (!type.startsWith("multipart/form-data; boundary=")) {
            throw new Mistake("A file does not come in a form");
        }
        String boundary = "--" + type.substring(type.indexOf('=') + 1);
        String body = "\r\n" + new String(asked.body().bytes(), StandardCharsets.ISO_8859_1);
        List<String> parts = List.of(body.split(Pattern.quote("\r\n" + boundary), -1));
        if (!parts.getLast().equals("--\r\n")) {
            throw new Mistake("A form has no end");
        }
        return parts.subList(1, parts.size() - 1).stream()
                .map(part -> part.substring(2))
                .toList();
    }

    private ObjectNode store(ObjectNode row, String filename, byte[] file) {
        ObjectNode attachment = world.insert("attachments", row);
        String id = attachment.path("id").textValue();
        attachment
                .putObject("data")
                .put("size", file.length)
                .putNull("image")
                .putNull("mimeType")
                .put("url", "https://public.example/attachments/%s/download/%s".formatted(id, filename));
        world.keep(id + "/" + filename, file);
        return attachment;
    }

    private Reply download(Asked asked, Rights rights, List<String> ids) {
        ObjectNode attachment = world.require("attachments", ids.getFirst(), "fileAttachment");
        rights.mustSee(rights.boardOf("attachments", attachment), "fileAttachment");
        byte[] bytes = world.file(String.join("/", ids));
        return new Reply(
                200, Map.of("Content-Type", "application/octet-stream", "X-Exit", "success"), Content.of(bytes));
    }
}
