package dev.holdfast.planka;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.Content;
import dev.holdfast.spi.HttpAnswer;
import dev.holdfast.spi.HttpPort;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which servers are spoken with. */
class ServerVersionTest {

    private final Bed bed = new Bed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void a_server_of_the_first_version_is_refused_by_name() {
        bed.standIn().accounts.pretendToBe("1.26.0");

        assertTrue(refusal(bed.byKey()).contains("before 2.1"));
    }

    @Test
    void a_server_of_a_version_that_is_not_known_is_refused() {
        for (String version : List.of("2.0.3", "3.0.0")) {
            bed.standIn().accounts.pretendToBe(version);

            assertTrue(refusal(bed.byKey()).contains(version.substring(0, 3)), version);
        }
    }

    @Test
    void later_servers_of_the_second_version_are_spoken_with() {
        for (String version : List.of("2.1.0", "2.4.1", "2.10.0-rc.1")) {
            bed.standIn().accounts.pretendToBe(version);

            assertDoesNotThrow(() -> bed.byKey().connect(), version);
        }
    }

    @Test
    void what_is_no_planka_at_all_is_told_as_a_wrong_address() {
        HttpPort other = call -> new HttpAnswer(404, Map.of(), Content.of("Not here"));

        assertTrue(refusal(bed.with(Map.of("api_key", StandIn.KEY), other)).contains("base_url"));
    }

    private static String refusal(BoardProvider provider) {
        return String.valueOf(
                assertThrows(BoardFailure.Unsupported.class, provider::connect).getMessage());
    }
}
