package loadtest.settings;

import java.util.regex.Pattern;

/** The name of a run that several machines share. It stands in files and on pages as it is. */
public final class RunGroup {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private RunGroup() {}

    /** Whether a setting can be this name. */
    public static boolean isName(String text) {
        return FORM.matcher(text).matches();
    }

    /** @throws BadInput for what is no such name */
    static String parse(String variable, String text) {
        if (!isName(text)) {
            throw BadInput.in(
                    variable,
                    text,
                    "a name such as 2030-01-31-ramp: up to 100 letters, digits, dots, dashes and underscores");
        }
        return text;
    }
}
