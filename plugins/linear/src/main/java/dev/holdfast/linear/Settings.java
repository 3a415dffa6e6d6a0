package dev.holdfast.linear;

import dev.holdfast.spi.ProviderConfig;
import dev.holdfast.spi.Secret;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How one provider is set. Its text form shows no secret. */
record Settings(
        Secret apiKey,
        URI api,
        URI files,
        String team,
        @Nullable String project,
        StatusNames statuses,
        PriorityLevels priorities,
        LabelNames labels) {

    static Settings of(ProviderConfig config) {
        return new Settings(
                config.get(LinearFactory.API_KEY),
                config.get(LinearFactory.API_URL),
                config.get(LinearFactory.FILES_URL),
                config.get(LinearFactory.TEAM),
                config.find(LinearFactory.PROJECT).orElse(null),
                StatusNames.of(config.find(LinearFactory.STATUSES).orElse(Map.of())),
                PriorityLevels.of(config.find(LinearFactory.PRIORITIES).orElse(Map.of())),
                LabelNames.of(
                        config.find(LinearFactory.LABELS).orElse(Map.of()), config.get(LinearFactory.HOLDER_PREFIX)));
    }

    /** What the API and the file store take as {@code Authorization}: personal keys go without a scheme. */
    String authorization() {
        String key = apiKey.reveal();
        return key.startsWith("lin_api_") ? key : "Bearer " + key;
    }
}
