package dev.holdfast.linear;

import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.BoardProviderFactory;
import dev.holdfast.spi.ConfigKey;
import dev.holdfast.spi.HookCall;
import dev.holdfast.spi.ProviderConfig;
import dev.holdfast.spi.ProviderContext;
import dev.holdfast.spi.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Makes providers of boards that are the workflow of a Linear team, or of one project of it. */
public final class LinearFactory implements BoardProviderFactory {

    static final ConfigKey<Secret> API_KEY = ConfigKey.secret(
                    "api_key", "A personal API key, or the access token of an OAuth application")
            .required()
            .example("lin_api_0123456789");
    static final ConfigKey<String> TEAM = ConfigKey.text("team", "The team's key, as in ENG-123, or its id")
            .required()
            .example("ENG");
    static final ConfigKey<String> PROJECT = ConfigKey.text(
                    "project", "The name or id of a project of that team; without one the board is the whole team's")
            .example("Compiler");
    static final ConfigKey<Map<String, String>> STATUSES = ConfigKey.pairs(
                    "statuses", "What the team's statuses stand for, where their names and types do not tell")
            .example("In Review = in progress; Waiting = blocked");
    static final ConfigKey<Map<String, String>> PRIORITIES = ConfigKey.pairs(
                    "priorities", "What Linear's priorities stand for, where that is something else than their names")
            .example("Urgent = high");
    static final ConfigKey<Map<String, String>> LABELS = ConfigKey.pairs(
                    "labels", "What labels of Linear are called here, where that is another name")
            .example("Type: Bug = bug");
    static final ConfigKey<String> HOLDER_PREFIX = ConfigKey.text(
                    "holder_prefix", "How the labels begin that name the worker who holds a task")
            .defaultsTo("holder:")
            .example("agent:")
            .incidental();
    static final ConfigKey<URI> API_URL =
            ConfigKey.url("api_url", "Where Linear's GraphQL API is").defaultsTo("https://api.linear.app/graphql");
    static final ConfigKey<URI> FILES_URL = ConfigKey.url(
                    "files_url", "Where Linear keeps files; the credentials are shown there and to the API alone")
            .defaultsTo("https://uploads.linear.app")
            .incidental();

    @Override
    public String name() {
        return "linear";
    }

    @Override
    public List<ConfigKey<?>> configuration() {
        return List.of(API_KEY, TEAM, PROJECT, STATUSES, PRIORITIES, LABELS, HOLDER_PREFIX, API_URL, FILES_URL);
    }

    @Override
    public BoardProvider create(ProviderConfig config, ProviderContext context) {
        return new LinearProvider(Settings.of(config), context);
    }

    @Override
    public boolean isAuthentic(HookCall call, Secret secret, Instant now) {
        return Webhook.isAuthentic(call, secret, now);
    }
}
