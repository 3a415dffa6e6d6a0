package dev.holdfast.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A document and the token of every change since it was opened: what is lost, doubled or out of order shows.
 *
 * @param document any bytes, as a text of Latin 1
 */
record Sheet(String document, String tokens) {
    private static final int SHOWN = 40;

    /** Short enough to read, and different for different sheets. */
    String shown() {
        String end = tokens.substring(Math.max(0, tokens.length() - SHOWN));
        return end + "#" + HexFormat.of().formatHex(Rules.INSTANCE.digest(this), 0, 6);
    }

    /** What an entry carries: its token, and noise that gives it its size. */
    static byte[] payload(String token, byte[] noise) {
        byte[] line = (token + "\n").getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(line.length + noise.length)
                .put(line)
                .put(noise)
                .array();
    }

    static String token(Entry entry) {
        String text = text(entry.payload());
        return text.substring(0, text.indexOf('\n'));
    }

    static Sheet opened(String token, byte[] document) {
        return new Sheet(text(document), "").with(token);
    }

    Sheet with(String token) {
        return new Sheet(document, tokens + token + ";");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** An open's noise is the document; a change's noise is only weight. */
    enum Rules implements Fold<Sheet> {
        INSTANCE;

        @Override
        public Sheet open(Entry open) {
            String text = text(open.payload());
            return new Sheet(text.substring(text.indexOf('\n') + 1), "").with(token(open));
        }

        @Override
        public Sheet apply(Sheet before, Entry entry) {
            return before.with(token(entry));
        }

        @Override
        public byte[] write(Sheet sheet) {
            byte[] tokens = sheet.tokens().getBytes(StandardCharsets.ISO_8859_1);
            return ByteBuffer.allocate(
                            Integer.BYTES + tokens.length + sheet.document().length())
                    .putInt(tokens.length)
                    .put(tokens)
                    .put(sheet.document().getBytes(StandardCharsets.ISO_8859_1))
                    .array();
        }

        @Override
        public Sheet read(byte[] snapshot) {
            int tokens = ByteBuffer.wrap(snapshot).getInt();
            String text = text(snapshot).substring(Integer.BYTES);
            return new Sheet(text.substring(tokens), text.substring(0, tokens));
        }

        @Override
        public byte[] digest(Sheet sheet) {
            try {
                return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(write(sheet)), 16);
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
