package dev.holdfast.local;

import io.quarkus.runtime.configuration.DurationConverter;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Option values, each with the one sentence that a wrong one is answered with. */
interface ArgumentTypes {
    final class Port implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return within(value, 0, 65_535);
        }
    }

    final class Instances implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return within(value, 1, 16);
        }
    }

    final class Endpoint implements ITypeConverter<URI> {
        @Override
        public URI convert(String value) {
            try {
                URI uri = URI.create(value);
                if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                    return uri;
                }
            } catch (IllegalArgumentException notAUri) {
                // Answered below, like any other text.
            }
            throw new TypeConversionException("'" + value + "' is not an http or https URL");
        }
    }

    final class Tenant implements ITypeConverter<String> {
        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

        @Override
        public String convert(String value) {
            if (!NAME.matcher(value).matches()) {
                throw new TypeConversionException("a tenant is 1 to 64 letters, digits, '_' or '-'");
            }
            return value;
        }
    }

    final class Ttl implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            try {
                Duration duration = DurationConverter.parseDuration(value);
                if (duration != null && duration.isPositive()) {
                    return duration;
                }
            } catch (IllegalArgumentException notADuration) {
                // Answered below, like a duration that is not positive.
            }
            throw new TypeConversionException("'" + value + "' is not a duration such as 90s, 30m, 12h or 7d");
        }
    }

    private static int within(String value, int least, int most) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Answered below, like a number out of range.
        }
        throw new TypeConversionException("'" + value + "' is not a number from " + least + " to " + most);
    }
}
