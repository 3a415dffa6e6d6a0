package dev.holdfast.planka;

import dev.holdfast.spi.Content;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A form with a file (RFC 7578). The texts come before the file: Planka records a wrong size for a file that comes first.
 */
record Multipart(String contentType, Content content) {

    /** What is not the file, at most, in bytes: names are short. */
    static final int OVERHEAD = 4096;

    /**
     * A file attachment.
     *
     * @param name as people see it
     * @param storedAs ASCII letters, digits, dots and hyphens
     */
    static Multipart ofFile(String name, String storedAs, String mediaType, Content file) {
        String boundary = "holdfast-" + UUID.randomUUID();
        ByteArrayOutputStream out = new ByteArrayOutputStream(file.size() + OVERHEAD);
        text(out, boundary, "type", "file");
        text(out, boundary, "name", name);
        write(
                out,
                "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + storedAs
                        + "\"\r\nContent-Type: " + mediaType + "\r\n\r\n");
        out.writeBytes(file.bytes());
        write(out, "\r\n--" + boundary + "--\r\n");
        return new Multipart("multipart/form-data; boundary=" + boundary, Content.of(out.toByteArray()));
    }

    private static void text(ByteArrayOutputStream out, String boundary, String field, String value) {
        write(
                out,
                "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + field + "\"\r\n\r\n" + value
                        + "\r\n");
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
