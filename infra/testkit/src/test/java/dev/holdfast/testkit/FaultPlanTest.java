package dev.holdfast.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    @Test
    void what_is_no_probability_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> FaultPlan.each(-0.1));
        assertThrows(IllegalArgumentException.class, () -> FaultPlan.each(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> FaultPlan.each(0.21));
        assertEquals(1, FaultPlan.none().with(Fault.THROTTLED, 1).throttled());
    }

    @Test
    void every_fault_takes_its_share_of_the_draws() {
        FaultPlan plan = FaultPlan.each(0.1);
        double draw = 0.05;
        for (Fault fault : Fault.values()) {
            assertEquals(0.1, plan.probability(fault));
            assertEquals(Optional.of(fault), plan.at(draw));
            draw += 0.1;
        }
        assertEquals(Optional.empty(), plan.at(0.5001));
        assertEquals(Optional.empty(), FaultPlan.none().at(0));
    }
}
