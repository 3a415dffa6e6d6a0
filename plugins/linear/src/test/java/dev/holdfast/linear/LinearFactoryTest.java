package dev.holdfast.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.spi.BoardProviderFactory;
import dev.holdfast.spi.ConfigKey;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class LinearFactoryTest {

    @Test
    void the_factory_is_found_by_its_name() {
        assertTrue(ServiceLoader.load(BoardProviderFactory.class).stream()
                .map(found -> found.get().name())
                .anyMatch("linear"::equals));
    }

    @Test
    void the_key_is_a_secret_and_it_and_the_team_are_all_that_must_be_given() {
        List<ConfigKey<?>> keys = new LinearFactory().configuration();

        assertEquals(
                List.of("api_key", "team"),
                keys.stream().filter(ConfigKey::isRequired).map(ConfigKey::name).toList());
        assertEquals(
                List.of("api_key"),
                keys.stream().filter(ConfigKey::isSecret).map(ConfigKey::name).toList());
    }
}
