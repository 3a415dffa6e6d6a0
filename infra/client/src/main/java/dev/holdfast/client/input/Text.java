package dev.holdfast.client.input;

/** Texts of others. */
public final class Text {
    private Text() {}

    /** With spaces for control characters, which would steer a terminal. */
    public static String printable(String text) {
        return text.codePoints()
                .map(point -> Character.isISOControl(point) ? ' ' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
