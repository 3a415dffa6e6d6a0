package dev.holdfast.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.spi.Attachment;
import dev.holdfast.spi.BoardCommand;
import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.Capability;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.Deadline;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Files on tasks, committed to a branch of the repository, as issues take none over the API. Each has a folder of its
 * own whose name says when and by which command it came and what it is: {@code <folder>/<issue>/<time>,<command>,<media
 * type>/<name>}.
 */
final class Files {

    /** What fits, in base 64 and with a message, into a body that may be sent. */
    private static final int LARGEST_BYTES = 6 * 1024 * 1024 - 4096;

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    private final Settings settings;
    private final Api api;
    private final String branch;

    /** @throws BoardFailure.Unsupported when no branch is configured */
    Files(Settings settings, Api api) {
        if (settings.branch() == null) {
            throw new BoardFailure.Unsupported(Capability.ATTACHMENTS);
        }
        this.settings = settings;
        this.api = api;
        this.branch = settings.branch();
    }

    /** A file as it lies on the branch. */
    private record Stored(Attachment attachment, String path, String blob) {}

    List<Attachment> of(int issue, Deadline deadline) {
        return stored(issue, deadline).stream().map(Stored::attachment).toList();
    }

    Content read(int issue, String id, Deadline deadline) {
        return api.raw(contents(require(issue, id, deadline).path()) + "?ref=" + Api.segment(branch), deadline);
    }

    Attachment attach(int issue, BoardCommand.Attach attach, Instant now, Deadline deadline) {
        Optional<Attachment> before = of(issue, deadline).stream()
                .filter(made -> made.id().endsWith("," + attach.id()))
                .findFirst();
        if (before.isPresent()) {
            return before.get();
        }
        if (attach.content().size() > LARGEST_BYTES) {
            throw new BoardFailure.Rejected("GitHub takes files of at most " + LARGEST_BYTES + " bytes from here");
        }
        Instant at = now.truncatedTo(ChronoUnit.MILLIS);
        String id = STAMP.format(at) + "," + attach.id();
        String path = "%s/%d/%s,%s/%s"
                .formatted(settings.folder(), issue, id, Api.segment(attach.mediaType()), attach.name());
        ObjectNode body = commit("Attach a file to #" + issue)
                .put(
                        "content",
                        Base64.getEncoder().encodeToString(attach.content().bytes()));
        api.send("PUT", contents(path), body, deadline);
        return new Attachment(
                id, attach.name(), attach.mediaType(), attach.content().size(), at);
    }

    void detach(int issue, String id, Deadline deadline) {
        Stored file = require(issue, id, deadline);
        api.send(
                "DELETE",
                contents(file.path()),
                commit("Remove a file from #" + issue).put("sha", file.blob()),
                deadline);
    }

    private ObjectNode commit(String message) {
        return Json.object().put("message", message).put("branch", branch);
    }

    private String contents(String path) {
        return api.repository("/contents/")
                + Stream.of(path.split("/", -1)).map(Api::segment).collect(Collectors.joining("/"));
    }

    private Stored require(int issue, String id, Deadline deadline) {
        return stored(issue, deadline).stream()
                .filter(file -> file.attachment().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new BoardFailure.NotFound("The task has no such attachment"));
    }

    /** The oldest first. */
    private List<Stored> stored(int issue, Deadline deadline) {
        String folder = settings.folder() + "/" + issue;
        ObjectNode variables = Json.object()
                .put("owner", settings.owner())
                .put("repo", settings.repo())
                .put("folder", branch + ":" + folder);
        JsonNode tree = api.graph(Documents.FILES, variables, deadline)
                .path("repository")
                .path("object");
        List<Stored> files = new ArrayList<>();
        for (JsonNode entry : Json.elements(tree.path("entries"))) {
            for (JsonNode file : Json.elements(entry.path("object").path("entries"))) {
                read(folder, Json.text(entry, "name"), file).ifPresent(files::add);
            }
        }
        files.sort(Comparator.comparing(file -> file.attachment().id()));
        return files;
    }

    /** None for what people put there by other names. */
    private static Optional<Stored> read(String folder, String entry, JsonNode file) {
        String[] parts = entry.split(",", 3);
        if (parts.length < 3 || !file.path("object").has("oid")) {
            return Optional.empty();
        }
        try {
            String name = Json.text(file, "name");
            Attachment attachment = new Attachment(
                    parts[0] + "," + parts[1],
                    name,
                    URLDecoder.decode(parts[2], StandardCharsets.UTF_8),
                    file.path("object").path("byteSize").asLong(),
                    STAMP.parse(parts[0], Instant::from));
            return Optional.of(
                    new Stored(attachment, folder + "/" + entry + "/" + name, Json.text(file.path("object"), "oid")));
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
