package dev.holdfast.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {
    @TempDir
    Path parent;

    @Test
    void a_key_is_made_once_and_only_its_owner_can_read_it() throws IOException {
        DataDirectory data = DataDirectory.open(parent.resolve("data"));
        SigningKey made = SigningKey.in(data);

        assertEquals(made.publicPem(), SigningKey.in(data).publicPem());
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data.path())));
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(data.path().resolve("signing-key.jwk"))));
        assertEquals(Set.of("signing-key.jwk", "signing-key.pub.pem"), files(data));
    }

    @Test
    void the_public_key_lies_beside_it_as_pem_and_is_written_again_if_lost() throws IOException {
        DataDirectory data = DataDirectory.open(parent);
        SigningKey key = SigningKey.in(data);
        Path pem = data.path().resolve("signing-key.pub.pem");
        Files.delete(pem);

        SigningKey.in(data);
        assertEquals(key.publicPem(), Files.readString(pem));
        assertTrue(key.publicPem().startsWith("-----BEGIN PUBLIC KEY-----"), key.publicPem());
    }

    @Test
    void makers_at_the_same_time_agree_on_one_key() throws Exception {
        DataDirectory data = DataDirectory.open(parent);
        int makers = 8;
        CyclicBarrier together = new CyclicBarrier(makers);
        Callable<String> maker = () -> {
            together.await();
            return SigningKey.in(data).publicPem();
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(makers)) {
            List<Future<String>> keys = IntStream.range(0, makers)
                    .mapToObj(ignored -> threads.submit(maker))
                    .toList();
            Set<String> different = new TreeSet<>();
            for (Future<String> key : keys) {
                different.add(key.get());
            }
            assertEquals(1, different.size());
            assertEquals(Set.of(SigningKey.in(data).publicPem()), different);
        }
        assertEquals(Set.of("signing-key.jwk", "signing-key.pub.pem"), files(data), "no file is left over");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw-rw-rw-"})
    void a_key_that_others_can_read_is_refused(String permissions) throws IOException {
        DataDirectory data = DataDirectory.open(parent);
        SigningKey.in(data);
        Path file = data.path().resolve("signing-key.jwk");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        StartFailure refusal = assertThrows(StartFailure.class, () -> SigningKey.in(data));
        assertTrue(String.valueOf(refusal.getMessage()).contains("chmod 600"), refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "not json", "{\"kty\":\"oct\",\"k\":\"AAAA\"}"})
    void a_damaged_key_is_refused(String content) throws IOException {
        DataDirectory data = DataDirectory.open(parent);
        SigningKey.in(data);
        Files.writeString(data.path().resolve("signing-key.jwk"), content);

        StartFailure refusal = assertThrows(StartFailure.class, () -> SigningKey.in(data));
        assertTrue(String.valueOf(refusal.getMessage()).contains("damaged"), refusal.getMessage());
    }

    private static Set<String> files(DataDirectory data) throws IOException {
        try (Stream<Path> files = Files.list(data.path())) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }
}
