package dev.holdfast.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.client.input.Json;
import dev.holdfast.client.spool.Item;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what waits and what is dead. */
@Command(
        name = "queue-status",
        description = "Shows what waits and what is dead: with a token its own at the URL, else everything.",
        sortOptions = false)
final class QueueStatusCommand implements Executable {
    @Mixin
    private final CommonOptions options = new CommonOptions();

    private final Surroundings surroundings;

    @Option(names = "--all", description = "Show everything, of every URL, tenant and subject")
    private boolean all;

    @Option(names = "--dead", description = "Show dead calls only")
    private boolean dead;

    @Option(names = "--body", description = "Show what is to be sent, without provider_config")
    private boolean body;

    QueueStatusCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Report execute() {
        try (Workplace workplace = Workplace.open(options, surroundings)) {
            List<Item> kept =
                    workplace.spool().list(all ? null : workplace.account().orElse(null));
            return report(kept);
        }
    }

    private Report report(List<Item> kept) {
        long buried = kept.stream().filter(Item::dead).count();
        ArrayNode items = Json.object().putArray("items");
        List<String> lines = new ArrayList<>();
        kept.stream().filter(item -> item.dead() || !dead).forEach(item -> {
            items.add(ItemView.document(item, body));
            lines.addAll(ItemView.lines(item, body));
        });
        lines.add(kept.size() - buried + " waiting, " + buried + " dead");
        ObjectNode document = Json.object()
                .put("result", kept.isEmpty() ? "empty" : "kept")
                .put("waiting", kept.size() - buried)
                .put("dead", buried);
        document.set("items", items);
        return new Report(ExitCode.OK, document, lines);
    }
}
