package dev.holdfast.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.queue.Wake;
import dev.holdfast.queue.WakeOnceASecond;
import dev.holdfast.table.Table;
import io.quarkus.funqy.Funq;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The functions that the one zip exports; {@code QUARKUS_FUNQY_EXPORT} chooses which a Lambda runs. */
@Singleton
public class Functions {
    private final Service service;

    @Inject
    Functions(Settings settings, Table table) {
        Wake wake = settings.drainFunction()
                .<Wake>map(drain -> new WakeOnceASecond(LambdaWake.of(drain), Clock.systemUTC()))
                .orElse(Wake.NONE);
        this.service = Service.create(settings, table, BoardSetup.ofFunction(settings), wake, Clock.systemUTC());
    }

    @Funq("api")
    public APIGatewayV2HTTPResponse api(APIGatewayV2HTTPEvent event) {
        return service.http(event, Invocation.CURRENT.get());
    }

    @Funq("register")
    public ObjectNode register(DirectEvent event) {
        return direct("register", event);
    }

    @Funq("resolve")
    public ObjectNode resolve(DirectEvent event) {
        return direct("resolve", event);
    }

    @Funq("status")
    public ObjectNode status(DirectEvent event) {
        return direct("status", event);
    }

    @Funq("sync")
    public ObjectNode sync(DirectEvent event) {
        return direct("sync", event);
    }

    @Funq("save")
    public ObjectNode save(DirectEvent event) {
        return direct("save", event);
    }

    @Funq("load")
    public ObjectNode load(DirectEvent event) {
        return direct("load", event);
    }

    @Funq("patch")
    public ObjectNode patch(DirectEvent event) {
        return direct("patch", event);
    }

    @Funq("merge")
    public ObjectNode merge(DirectEvent event) {
        return direct("merge", event);
    }

    @Funq("hello")
    public ObjectNode hello(DirectEvent event) {
        return direct("hello", event);
    }

    @Funq("validate")
    public ObjectNode validate(DirectEvent event) {
        return direct("validate", event);
    }

    /** Scheduled, with no token and whatever event the schedule sends. */
    @Funq("sweep")
    public ObjectNode sweep(DirectEvent event) {
        return service.scheduled("sweep", event, Invocation.CURRENT.get());
    }

    /** Scheduled; and invoked when work has been put in that is due now. */
    @Funq("drain")
    public ObjectNode drain(DirectEvent event) {
        return service.scheduled("drain", event, Invocation.CURRENT.get());
    }

    @Funq("queue-status")
    public ObjectNode queueStatus(DirectEvent event) {
        return direct("queue-status", event);
    }

    @Funq("dead-letters")
    public ObjectNode deadLetters(DirectEvent event) {
        return direct("dead-letters", event);
    }

    @Funq("redrive")
    public ObjectNode redrive(DirectEvent event) {
        return direct("redrive", event);
    }

    @Funq("drop")
    public ObjectNode drop(DirectEvent event) {
        return direct("drop", event);
    }

    @Funq("session-open")
    public ObjectNode sessionOpen(DirectEvent event) {
        return direct("session-open", event);
    }

    @Funq("session-touch")
    public ObjectNode sessionTouch(DirectEvent event) {
        return direct("session-touch", event);
    }

    @Funq("session-close")
    public ObjectNode sessionClose(DirectEvent event) {
        return direct("session-close", event);
    }

    @Funq("modifiers")
    public ObjectNode modifiers(DirectEvent event) {
        return direct("modifiers", event);
    }

    @Funq("board-read")
    public ObjectNode boardRead(DirectEvent event) {
        return direct("board-read", event);
    }

    @Funq("board-apply")
    public ObjectNode boardApply(DirectEvent event) {
        return direct("board-apply", event);
    }

    private ObjectNode direct(String function, DirectEvent event) {
        return service.direct(function, event, Invocation.CURRENT.get());
    }
}
