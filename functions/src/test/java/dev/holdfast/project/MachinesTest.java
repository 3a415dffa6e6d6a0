package dev.holdfast.project;

import static dev.holdfast.project.TestRegistry.project;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which machines use a project, and when it was last used. */
class MachinesTest {
    private static final String WHOLE = "'content_hash': 'h1', 'root_path': '/home/kelp', 'tags': ['a']";

    private final TestRegistry on = new TestRegistry();
    private final UUID local = UUID.randomUUID();

    private static String machine(int i) {
        return "'machine_uuid': '" + new UUID(0, i) + "'";
    }

    private List<RegistrationEvent> history(Project project) {
        return on.registry
                .history()
                .page(on.call(), project.cloudUuid(), 100, null)
                .items();
    }

    @Test
    void only_the_newest_sixteen_machines_are_kept() {
        for (int i = 1; i <= 17; i++) {
            on.register(project(local, machine(i)));
        }
        List<UUID> kept =
                on.resolve(local).machines().stream().map(Machine::uuid).toList();
        assertEquals(
                IntStream.rangeClosed(2, 17)
                        .mapToObj(i -> new UUID(0, i))
                        .toList()
                        .reversed(),
                kept);
    }

    @Test
    void a_machine_that_registers_again_becomes_the_newest() {
        for (int i : new int[] {1, 2, 3}) {
            on.register(project(local, machine(i) + ", 'content_hash': 'a'"));
        }
        on.register(project(local, machine(1) + ", 'content_hash': 'b'"));
        assertEquals(
                List.of(new UUID(0, 1), new UUID(0, 3), new UUID(0, 2)),
                on.resolve(local).machines().stream().map(Machine::uuid).toList());
    }

    @Test
    void an_unchanged_registration_within_the_hour_writes_nothing() {
        Project first = on.register(project(local, WHOLE)).project();
        on.clock.advance(Duration.ofMinutes(59));
        assertEquals(Outcome.UNCHANGED, on.register(project(local, WHOLE)).outcome());
        assertEquals(first, on.resolve(local));
    }

    @Test
    void an_unchanged_registration_after_an_hour_notes_the_use_and_nothing_else() {
        Project first = on.register(project(local, WHOLE)).project();
        Project other = on.register(project(UUID.randomUUID(), "")).project();
        on.clock.advance(Duration.ofMinutes(61));
        Registered again = on.register(project(local, WHOLE));
        assertEquals(Outcome.UNCHANGED, again.outcome());
        Project noted = on.resolve(local);
        assertEquals(on.clock.instant(), noted.listing().usedAt());
        assertEquals(on.clock.instant(), noted.machines().getFirst().lastSeen());
        assertEquals(first.listing().updatedAt(), noted.listing().updatedAt());
        assertEquals(1, history(noted).size());
        var filter = new ProjectFilter(null, null, null);
        assertEquals(
                List.of(first.cloudUuid(), other.cloudUuid()),
                on.registry.list().page(on.call(), filter, 10, null).items().stream()
                        .map(Listing::cloudUuid)
                        .toList());
    }
}
