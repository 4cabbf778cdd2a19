package loadtest.settings;

import java.time.Duration;
import java.time.Instant;

/**
 * Prints on standard error when each step of a run was done, where {@code -Dloadtest.steps=true} asks for it, so that a
 * benchmark can show what a user waits for. Without it, nothing is printed.
 */
public final class StartSteps {
    /** The property that asks for it. */
    public static final String PROPERTY = "loadtest.steps";

    /**
     * How each line begins; what follows is the time in milliseconds since 1970, the CPU that this process has used by
     * then in milliseconds, and the step.
     */
    public static final String MARK = "step ";

    /** The step with which the load begins. */
    public static final String FIRST_REQUEST = "first request";

    /** The step with which the load ends. */
    public static final String LOAD_ENDED = "load and verdicts";

    private static final boolean PRINTED = Boolean.getBoolean(PROPERTY);

    private StartSteps() {}

    /** Whether they are printed. */
    public static boolean arePrinted() {
        return PRINTED;
    }

    /** @param step what has been done by now */
    public static void done(String step) {
        if (PRINTED) {
            var cpu = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
            System.err.println(MARK + Instant.now().toEpochMilli() + " " + cpu.toMillis() + " " + step);
        }
    }
}
