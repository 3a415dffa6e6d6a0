package dev.holdfast.github;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The ways of the REST API. */
final class RestApi {

    private final World world;
    private final RestIssues issues;
    private final RestFiles files;

    RestApi(World world) {
        this.world = world;
        issues = new RestIssues(world);
        files = new RestFiles(world);
    }

    private Reply project(Call call) {
        String[] parts = call.taking().path().split("/", -1);
        boolean owned = parts[1].equals(world.ownedByUser ? "users" : "orgs") && parts[2].equals(World.OWNER);
        return world.projects.stream()
                .filter(project -> owned && parts[4].equals(Integer.toString(project.number)))
                .findFirst()
                .map(project -> Reply.json(
                        200,
                        Map.of(
                                "id", project.number,
                                "node_id", project.id,
                                "number", project.number,
                                "title", project.title,
                                "updated_at", project.updated.toString())))
                .orElseThrow(() -> Refusal.rest(404, "Not Found"));
    }

    Reply answer(Call call) {
        if (world.restProjects
                && call.method().equals("GET")
                && call.path().matches("/(orgs|users)/[^/]+/projectsV2/[0-9]+")) {
            return project(call);
        }
        String repository = "/repos/" + World.OWNER + "/" + World.REPO + "/";
        if (!call.path().startsWith(repository)) {
            throw Refusal.rest(404, "Not Found");
        }
        List<String> parts = Arrays.stream(
                        call.path().substring(repository.length()).split("/", -1))
                .map(Call::decoded)
                .toList();
        return switch (parts.getFirst()) {
            case "issues" -> parts.size() == 1 ? all(call) : one(call, parts);
            case "contents" -> contents(call, parts.stream().skip(1).collect(Collectors.joining("/")));
            case "git" -> git(call, parts);
            default -> throw Refusal.unknown(call.toString());
        };
    }

    private Reply all(Call call) {
        return switch (call.method()) {
            case "GET" -> issues.list(call);
            case "POST" -> issues.create(call);
            default -> throw Refusal.unknown(call.toString());
        };
    }

    private Reply one(Call call, List<String> parts) {
        int number = Integer.parseInt(parts.get(1));
        String what = call.method() + " " + String.join("/", parts.subList(2, Math.min(parts.size(), 4)));
        return switch (what) {
            case "PATCH " -> issues.update(call, number);
            case "GET comments" -> issues.comments(call, number);
            case "POST comments" -> issues.comment(call, number);
            case "POST labels" -> issues.addLabels(call, number);
            case "POST sub_issues" -> issues.addPart(call, number);
            case "POST dependencies/blocked_by" -> issues.addBlocker(call, number);
            case "DELETE dependencies/blocked_by" -> issues.removeBlocker(call, number, Long.parseLong(parts.get(4)));
            default -> {
                if (what.startsWith("DELETE labels/")) {
                    yield issues.removeLabel(call, number, String.join("/", parts.subList(3, parts.size())));
                }
                throw Refusal.unknown(call.toString());
            }
        };
    }

    private Reply contents(Call call, String path) {
        return switch (call.method()) {
            case "GET" -> files.read(call, path);
            case "PUT" -> files.write(call, path);
            case "DELETE" -> files.delete(call, path);
            default -> throw Refusal.unknown(call.toString());
        };
    }

    private Reply git(Call call, List<String> parts) {
        return switch (call.method() + " " + parts.get(1)) {
            case "POST trees" -> files.tree(call);
            case "POST commits" -> files.commit(call);
            case "POST refs" -> files.ref(call);
            default -> throw Refusal.unknown(call.toString());
        };
    }
}
