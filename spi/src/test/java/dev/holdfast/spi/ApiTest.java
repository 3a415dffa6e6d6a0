package dev.holdfast.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApiTest {

    private static final Path LISTED = Path.of("api.txt");

    @Test
    void the_public_api_is_the_one_that_api_txt_lists() throws IOException, URISyntaxException {
        String compiled = String.join("\n", PublicApi.lines(classes())) + "\n";
        if (Boolean.getBoolean("holdfast.api.write")) {
            Files.writeString(LISTED, compiled);
        }
        assertEquals(
                Files.readString(LISTED),
                compiled,
                "The public API changed. If that is meant, and what providers were compiled against still works, list it:"
                        + " mvn -pl spi test -Dtest=ApiTest -Dholdfast.api.write=true");
    }

    @Test
    void what_nobody_outside_sees_is_not_listed() throws IOException, URISyntaxException {
        List<String> lines = PublicApi.lines(classes());
        assertEquals(
                List.of(),
                lines.stream()
                        .filter(line -> line.startsWith("Limits") || line.startsWith("Words"))
                        .toList());
    }

    private static Path classes() throws URISyntaxException {
        return Path.of(BoardProvider.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }
}
