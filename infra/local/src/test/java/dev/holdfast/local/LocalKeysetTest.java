package dev.holdfast.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.security.Keyset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalKeysetTest {
    @TempDir
    Path parent;

    @Test
    void a_keyset_is_made_once_and_only_its_owner_can_read_it() throws IOException {
        DataDirectory data = DataDirectory.open(parent.resolve("a b/data"));
        Path file = LocalKeyset.in(data).file();
        String made = Files.readString(file);

        assertEquals(file, Path.of(LocalKeyset.in(data).location()));
        assertEquals(made, Files.readString(file));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(List.of(file), files(data), "no file is left over");
    }

    @Test
    void a_rotated_keyset_is_kept() throws IOException {
        DataDirectory data = DataDirectory.open(parent);
        Path file = LocalKeyset.in(data).file();
        String rotated =
                Files.readString(file).replace("\"primary\":1", "\"primary\":2").replace("\"id\":1", "\"id\":2");
        Files.writeString(file, rotated);

        assertEquals(rotated, Files.readString(LocalKeyset.in(data).file()));
    }

    @Test
    void makers_at_the_same_time_agree_on_one_keyset() throws Exception {
        DataDirectory data = DataDirectory.open(parent);
        int makers = 8;
        CyclicBarrier together = new CyclicBarrier(makers);
        Callable<String> maker = () -> {
            together.await();
            return Files.readString(LocalKeyset.in(data).file());
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(makers)) {
            List<Future<String>> keysets = IntStream.range(0, makers)
                    .mapToObj(ignored -> threads.submit(maker))
                    .toList();
            Set<String> different = new TreeSet<>();
            for (Future<String> keyset : keysets) {
                different.add(keyset.get());
            }
            assertEquals(1, different.size());
        }
        assertEquals(1, files(data).size(), "no file is left over");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--"})
    void a_keyset_that_others_can_read_is_refused(String permissions) throws IOException {
        DataDirectory data = DataDirectory.open(parent);
        Files.setPosixFilePermissions(LocalKeyset.in(data).file(), PosixFilePermissions.fromString(permissions));

        StartFailure refusal = assertThrows(StartFailure.class, () -> LocalKeyset.in(data));
        assertTrue(String.valueOf(refusal.getMessage()).contains("chmod 600"), refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "not json"})
    void a_damaged_keyset_is_refused_and_stays_as_it_is(String content) throws IOException {
        DataDirectory data = DataDirectory.open(parent);
        Path file = LocalKeyset.in(data).file();
        Files.writeString(file, content);

        StartFailure refusal = assertThrows(StartFailure.class, () -> LocalKeyset.in(data));
        assertTrue(String.valueOf(refusal.getMessage()).contains(file.toString()), refusal.getMessage());
        assertEquals(content, Files.readString(file));
    }

    @Test
    void a_refusal_does_not_quote_a_key() throws IOException {
        DataDirectory data = DataDirectory.open(parent);
        Path file = LocalKeyset.in(data).file();
        String keyset = Keyset.generate();
        Files.writeString(file, keyset.replace("primary", "secondary"));

        String key = keyset.replaceAll(".*\"key\":\"([^\"]*)\".*", "$1");
        StartFailure refusal = assertThrows(StartFailure.class, () -> LocalKeyset.in(data));
        assertFalse(String.valueOf(refusal.getMessage()).contains(key.substring(0, 8)), refusal.getMessage());
    }

    private static List<Path> files(DataDirectory data) throws IOException {
        try (Stream<Path> files = Files.list(data.path())) {
            return files.toList();
        }
    }
}
