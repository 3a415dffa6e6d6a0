package dev.holdfast.log;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Compresses what is worth it: before sealing, since sealed bytes do not compress. */
public final class Packing {
    private static final byte PLAIN = 0;
    private static final byte DEFLATED = 1;
    /** Shorter texts grow by deflating, or save less than the time costs. */
    private static final int WORTH_IT = 256;

    private Packing() {}

    /** The content, deflated where that saves something. */
    public static byte[] pack(byte[] content) {
        if (content.length >= WORTH_IT) {
            byte[] deflated = deflate(content);
            if (deflated.length < content.length) {
                return deflated;
            }
        }
        byte[] packed = new byte[content.length + 1];
        packed[0] = PLAIN;
        System.arraycopy(content, 0, packed, 1, content.length);
        return packed;
    }

    /** What was packed. */
    public static byte[] unpack(byte[] packed) {
        return switch (packed[0]) {
            case PLAIN -> java.util.Arrays.copyOfRange(packed, 1, packed.length);
            case DEFLATED -> inflate(packed);
            default -> throw new IllegalStateException("packed in an unknown way");
        };
    }

    private static byte[] deflate(byte[] content) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(content);
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream(content.length / 3 + 64);
            packed.write(DEFLATED);
            byte[] buffer = new byte[8_192];
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
            return packed.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static byte[] inflate(byte[] packed) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed, 1, packed.length - 1);
            ByteArrayOutputStream content = new ByteArrayOutputStream(packed.length * 4);
            byte[] buffer = new byte[8_192];
            while (!inflater.finished()) {
                int read = inflater.inflate(buffer);
                if (read == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new IllegalStateException("a packed text is cut off");
                }
                content.write(buffer, 0, read);
            }
            return content.toByteArray();
        } catch (DataFormatException damaged) {
            throw new IllegalStateException("a packed text is damaged", damaged);
        } finally {
            inflater.end();
        }
    }
}
