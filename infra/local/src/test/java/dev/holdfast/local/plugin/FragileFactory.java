package dev.holdfast.local.plugin;

import dev.holdfast.spi.BoardFailure;
import dev.holdfast.spi.BoardProvider;
import dev.holdfast.spi.BoardProviderFactory;
import dev.holdfast.spi.ConfigKey;
import dev.holdfast.spi.HookCall;
import dev.holdfast.spi.ProviderConfig;
import dev.holdfast.spi.ProviderContext;
import dev.holdfast.spi.Secret;
import dev.holdfast.sqlite.SqliteFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Boards in SQLite that are down while there is a file {@code down} beside them. Runs from a jar of its own. */
public final class FragileFactory implements BoardProviderFactory {
    private static final ConfigKey<Secret> TOKEN =
            ConfigKey.secret("token", "Of the account").required();

    @Override
    public String name() {
        return "fragile";
    }

    @Override
    public List<ConfigKey<?>> configuration() {
        return List.of(TOKEN);
    }

    @Override
    public boolean isAuthentic(HookCall call, Secret secret, Instant now) {
        return call.header("x-signature")
                .filter(signature(call.body().bytes(), secret.reveal())::equals)
                .isPresent();
    }

    /** HMAC-SHA256 in hexadecimal. */
    public static String signature(byte[] body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public BoardProvider create(ProviderConfig config, ProviderContext context) {
        SqliteFactory sqlite = new SqliteFactory();
        BoardProvider board = sqlite.create(ProviderConfig.of(sqlite.configuration(), Map.of()), context);
        Path down = context.dataDirectory().orElseThrow().resolve("down");
        return (BoardProvider) Proxy.newProxyInstance(
                FragileFactory.class.getClassLoader(), new Class<?>[] {BoardProvider.class}, (_, method, arguments) -> {
                    boolean always =
                            method.getName().equals("close") || method.getName().equals("capabilities");
                    if (!always && Files.exists(down)) {
                        throw new BoardFailure.Unavailable("The board is down");
                    }
                    try {
                        return method.invoke(board, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }
}
