package dev.holdfast.kit;

import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Names the checks that do not apply to the provider under test, and why: a skipped check proves nothing. */
final class SkippedChecks implements TestWatcher {
    private static final System.Logger LOG = System.getLogger("dev.holdfast.kit");

    @Override
    public void testAborted(ExtensionContext check, @Nullable Throwable cause) {
        String why = cause == null ? "no reason" : String.valueOf(cause.getMessage());
        LOG.log(
                Level.INFO,
                check.getRequiredTestClass().getSimpleName() + " skips "
                        + check.getRequiredTestMethod().getName() + ": " + why);
    }
}
