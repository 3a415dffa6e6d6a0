package dev.holdfast.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Contents of branches over REST. */
final class RestFiles {

    private final World world;

    RestFiles(World world) {
        this.world = world;
    }

    Reply read(Call call, String path) {
        byte[] bytes =
                branch(call.taking("ref").query().getOrDefault("ref", "main")).get(path);
        if (bytes == null) {
            throw Refusal.rest(404, "Not Found");
        }
        if (!"application/vnd.github.raw+json".equals(call.headers().get("accept"))) {
            throw Refusal.unknown("The stand-in answers raw contents only");
        }
        return new Reply(200, Map.of("Content-Type", "application/vnd.github.raw+json"), bytes);
    }

    Reply write(Call call, String path) {
        call.taking().body("message", "content", "branch", "sha");
        call.text("message");
        byte[] bytes = Base64.getDecoder().decode(call.text("content"));
        NavigableMap<String, byte[]> files = branch(call.text("branch"));
        if (files.containsKey(path)) {
            throw Refusal.rest(422, "Invalid request.\n\n\"sha\" wasn't supplied.");
        }
        files.put(path, bytes);
        return Reply.json(
                201,
                Map.of(
                        "content",
                        Map.of("path", path, "sha", Sha.of(bytes), "size", bytes.length),
                        "commit",
                        Map.of("sha", Sha.of(path.getBytes(StandardCharsets.UTF_8)))));
    }

    Reply delete(Call call, String path) {
        call.taking().body("message", "sha", "branch");
        call.text("message");
        NavigableMap<String, byte[]> files = branch(call.text("branch"));
        byte[] bytes = files.get(path);
        if (bytes == null) {
            throw Refusal.rest(404, "Not Found");
        }
        if (!Sha.of(bytes).equals(call.text("sha"))) {
            throw Refusal.rest(409, path + " does not match");
        }
        files.remove(path);
        return Reply.json(200, Map.of("commit", Map.of("sha", "c")));
    }

    private NavigableMap<String, byte[]> branch(String name) {
        TreeMap<String, byte[]> files = world.branches.get(name);
        if (files == null) {
            throw Refusal.rest(404, "Branch " + name + " not found");
        }
        return files;
    }

    Reply tree(Call call) {
        if (world.branches.isEmpty()) {
            throw Refusal.rest(409, "Git Repository is empty.");
        }
        TreeMap<String, byte[]> files = new TreeMap<>();
        for (JsonNode entry : call.taking().body("tree").path("tree")) {
            files.put(
                    entry.path("path").asText(), entry.path("content").asText().getBytes(StandardCharsets.UTF_8));
        }
        String sha = "tree" + world.id();
        world.trees.put(sha, files);
        return Reply.json(201, Map.of("sha", sha));
    }

    Reply commit(Call call) {
        call.taking().body("message", "tree", "parents");
        TreeMap<String, byte[]> files = world.trees.get(call.text("tree"));
        if (files == null) {
            throw Refusal.rest(422, "Tree SHA does not exist");
        }
        String sha = "commit" + world.id();
        world.commits.put(sha, files);
        return Reply.json(201, Map.of("sha", sha));
    }

    Reply ref(Call call) {
        call.taking().body("ref", "sha");
        TreeMap<String, byte[]> files = world.commits.get(call.text("sha"));
        String name = call.text("ref").replaceFirst("^refs/heads/", "");
        if (files == null || world.branches.containsKey(name)) {
            throw Refusal.rest(422, "Reference already exists");
        }
        world.branches.put(name, files);
        return Reply.json(201, Map.of("ref", call.text("ref")));
    }
}
