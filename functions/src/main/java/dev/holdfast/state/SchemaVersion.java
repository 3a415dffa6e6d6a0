package dev.holdfast.state;

import dev.holdfast.problem.Reason;
import dev.holdfast.problem.Refusal;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which schema a document follows: {@code major.minor.patch} (semver.org 2.0.0, without labels). */
public record SchemaVersion(int major, int minor, int patch) implements Comparable<SchemaVersion> {
    /** Of documents in stores that were never configured otherwise. */
    public static final SchemaVersion FIRST = new SchemaVersion(1, 0, 0);

    private static final Pattern FORM = Pattern.compile("(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})");
    private static final Comparator<SchemaVersion> ORDER = Comparator.comparingInt(SchemaVersion::major)
            .thenComparingInt(SchemaVersion::minor)
            .thenComparingInt(SchemaVersion::patch);

    /** @throws Refusal {@link Reason#INVALID_INPUT} */
    public static SchemaVersion parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new Refusal(Reason.INVALID_INPUT, "A schema version is three numbers, for example 1.4.0.");
        }
        return new SchemaVersion(
                Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)), Integer.parseInt(form.group(3)));
    }

    @Override
    public int compareTo(SchemaVersion other) {
        return ORDER.compare(this, other);
    }

    boolean isOlderThan(SchemaVersion other) {
        return compareTo(other) < 0;
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
