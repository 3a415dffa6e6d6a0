package dev.holdfast.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.client.input.Json;
import dev.holdfast.client.input.Registration;
import dev.holdfast.client.spool.Delivered;
import dev.holdfast.client.spool.Fate;
import dev.holdfast.client.spool.Sending;
import dev.holdfast.client.spool.Settlement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Registers one project for this machine. */
@Command(
        name = "register",
        description = "Registers a project. What is left out stays as the service knows it.",
        sortOptions = false)
final class RegisterCommand implements Executable {
    @Mixin
    private final CommonOptions options = new CommonOptions();

    private final Surroundings surroundings;

    @Parameters(arity = "0..1", paramLabel = "LOCAL_UUID", description = "The project's UUID on this machine")
    private @Nullable String localUuid;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "A JSON file with the registration, or - for the standard input; options go before it")
    private @Nullable Path from;

    @Option(
            names = {"--name", "--project-name"},
            paramLabel = "NAME",
            description = "Its name")
    private @Nullable String name;

    @Option(names = "--root-path", paramLabel = "PATH", description = "Where it lies on this machine")
    private @Nullable String rootPath;

    @Option(names = "--primary-language", paramLabel = "NAME", description = "Its main language")
    private @Nullable String primaryLanguage;

    @Option(names = "--framework", paramLabel = "NAME", description = "Its framework")
    private @Nullable String framework;

    @Option(names = "--content-hash", paramLabel = "HASH", description = "Of its content on this machine")
    private @Nullable String contentHash;

    @Option(names = "--project-type", paramLabel = "TYPE", description = "standalone, submodule or monorepo")
    private @Nullable String projectType;

    @Option(names = "--parent", paramLabel = "UUID", description = "Its parent's cloud or local UUID")
    private @Nullable String parent;

    @Option(names = "--tag", paramLabel = "TAG", description = "A tag; may be given again")
    private @Nullable List<String> tags;

    @Option(names = "--metadata", paramLabel = "FILE", description = "A JSON file with its metadata")
    private @Nullable Path metadata;

    @Option(names = "--provider", paramLabel = "NAME", description = "The provider of its board")
    private @Nullable String provider;

    @Option(names = "--provider-config", paramLabel = "FILE", description = "A JSON file with the provider's settings")
    private @Nullable Path providerConfig;

    RegisterCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Report execute() {
        try (Workplace workplace = Workplace.open(options, surroundings);
                Workplace.Remote remote = workplace.remote()) {
            Registration registration = Registration.of(members(), workplace.machine());
            return report(remote.sending().register(registration, remote.timeout()));
        }
    }

    private ObjectNode members() {
        ObjectNode members = from == null ? Json.object() : Inputs.object(from, surroundings);
        put(members, "local_project_uuid", localUuid);
        put(members, "project_name", name);
        put(members, "root_path", rootPath);
        put(members, "primary_language", primaryLanguage);
        put(members, "framework", framework);
        put(members, "content_hash", contentHash);
        put(members, "project_type", projectType);
        put(members, "parent_project_uuid", parent);
        put(members, "provider", provider);
        put(members, "machine_uuid", options.machine(surroundings).orElse(null));
        if (tags != null) {
            ArrayNode array = members.putArray("tags");
            tags.forEach(array::add);
        }
        putFile(members, "metadata", metadata);
        putFile(members, "provider_config", providerConfig);
        return members;
    }

    private static void put(ObjectNode members, String name, @Nullable String value) {
        if (value != null) {
            members.put(name, value);
        }
    }

    private void putFile(ObjectNode members, String name, @Nullable Path file) {
        if (file != null) {
            members.set(name, Inputs.object(file, surroundings));
        }
    }

    private static Report report(Sending.Registered registered) {
        Outcome own = Outcome.of(registered.settlement());
        boolean blocked = registered.settlement() instanceof Settlement.Held
                && registered.earlier().stream().anyMatch(it -> it.fate() == Fate.NOT_ALLOWED);
        ObjectNode document = own.document();
        ArrayNode earlier = document.putArray("earlier");
        List<String> lines = new ArrayList<>();
        for (Delivered delivered : registered.earlier()) {
            Outcome outcome = Outcome.of(delivered);
            earlier.add(outcome.document());
            lines.add("earlier call " + outcome.line());
        }
        lines.add(own.line());
        return new Report(blocked ? ExitCode.NOT_ALLOWED : own.exit(), document, lines);
    }
}
