package dev.holdfast.local;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path parent;

    @Test
    void a_second_lock_is_refused_until_the_first_is_released() {
        DataDirectory data = DataDirectory.open(parent.resolve("deep/data"));
        try (DataDirectory.Lock _ = data.lock()) {
            StartFailure refusal = assertThrows(StartFailure.class, data::lock);
            assertTrue(String.valueOf(refusal.getMessage()).contains("already"), refusal.getMessage());
        }
        try (DataDirectory.Lock again = data.lock()) {
            assertNotNull(again);
        }
    }

    @Test
    void a_file_in_place_of_the_directory_is_refused_with_its_path() throws IOException {
        Path file = Files.writeString(parent.resolve("file"), "");
        for (Path unusable : new Path[] {file, file.resolve("below")}) {
            StartFailure refusal = assertThrows(StartFailure.class, () -> DataDirectory.open(unusable));
            assertTrue(String.valueOf(refusal.getMessage()).contains(unusable.toString()), refusal.getMessage());
        }
    }
}
