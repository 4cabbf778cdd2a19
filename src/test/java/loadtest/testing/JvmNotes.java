package loadtest.testing;

import java.util.regex.Pattern;

/** What a JVM itself says on standard error, such as that it has taken options of the environment. */
public final class JvmNotes {
    private static final Pattern NOTE = Pattern.compile("(?m)^(?:Picked up|NOTE: Picked up) .*\\R");

    private JvmNotes() {}

    /** The rest of an output, which is what the command says. */
    public static String without(String output) {
        return NOTE.matcher(output).replaceAll("");
    }
}
