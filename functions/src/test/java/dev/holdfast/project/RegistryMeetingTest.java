package dev.holdfast.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import dev.holdfast.table.InterleavedStore;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Two instances at one family of projects: before each store call of the one, in turn, the other does all it wants. */
class RegistryMeetingTest {
    /** What stands before they meet. */
    enum Before {
        NOTHING,
        CHILD,
        BOTH
    }

    enum Work {
        REGISTER_PARENT {
            @Override
            void run(TestRegistry on, Family family) {
                on.register(TestRegistry.project(family.parent, ""));
            }
        },
        REGISTER_CHILD {
            @Override
            void run(TestRegistry on, Family family) {
                on.register(TestRegistry.project(family.child, TestRegistry.childOf(family.parent)));
            }
        },
        MOVE_CHILD {
            @Override
            void run(TestRegistry on, Family family) {
                on.register(TestRegistry.project(family.child, TestRegistry.childOf(family.other)));
            }
        },
        DELETE_PARENT {
            @Override
            void run(TestRegistry on, Family family) {
                on.delete(on.call(), CloudUuid.derive("acme", family.parent));
            }
        },
        DELETE_CHILD {
            @Override
            void run(TestRegistry on, Family family) {
                on.delete(on.call(), CloudUuid.derive("acme", family.child));
            }
        };

        abstract void run(TestRegistry on, Family family);

        /** What is not there cannot be deleted. */
        void tryOn(TestRegistry on, Family family) {
            try {
                run(on, family);
            } catch (Refusal refusal) {
                assertEquals(Reason.PROJECT_NOT_FOUND, refusal.reason(), refusal::detail);
            }
        }
    }

    record Family(UUID parent, UUID child, UUID other) {}

    /** A place may stay marked as awaited by a child that was moved meanwhile, until a project registers there. */
    private static List<String> withoutMarks(List<String> problems) {
        return problems.stream()
                .filter(it -> !it.startsWith("a mark for nobody") && !it.startsWith("stays for ever"))
                .toList();
    }

    static Stream<Arguments> meetings() {
        return Arrays.stream(Before.values())
                .flatMap(before -> Arrays.stream(Work.values())
                        .flatMap(one -> Arrays.stream(Work.values()).map(other -> Arguments.of(before, one, other))));
    }

    @ParameterizedTest
    @MethodSource("meetings")
    void nothing_is_left_half_done(Before before, Work one, Work other) {
        TestRegistry on = new TestRegistry();
        int calls = InterleavedStore.atEveryCall(() -> {
            Family family = new Family(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
            if (before != Before.NOTHING) {
                Work.REGISTER_CHILD.run(on, family);
            }
            if (before == Before.BOTH) {
                Work.REGISTER_PARENT.run(on, family);
            }
            return new InterleavedStore.Round(
                    on.name,
                    () -> other.tryOn(on, family),
                    table -> one.tryOn(new TestRegistry(on.name, table), family),
                    () -> {
                        assertEquals(List.of(), withoutMarks(on.problems()));
                        Work.REGISTER_PARENT.run(on, family);
                        on.register(TestRegistry.project(family.other, ""));
                        assertEquals(List.of(), on.problems(), "once the parents are there");
                    });
        });
        assertTrue(calls > 0);
    }
}
