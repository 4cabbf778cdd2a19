package loadtest.settings;

/**
 * An input is wrong, and the user can correct it. The message is one line for the user: which setting,
 * what was found, what is valid, what to do. Whoever catches it prints the message alone, without a stack trace, and
 * exits with a code other than 0.
 */
public final class BadInput extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int MOST_SHOWN = 500; // characters

    /** @param line the whole message in one line; must not carry a secret */
    public BadInput(String line) {
        super(ForeignText.lines(line));
    }

    /**
     * @param setting the variable, property or file at fault, as the user knows it
     * @param found what was there; must not be a secret; shown in one line, whatever it holds
     * @param valid what would be right, and what to do
     */
    public static BadInput in(String setting, Object found, String valid) {
        return new BadInput(setting + ": found '" + shown(found) + "'; valid: " + valid);
    }

    /** What was found, as it may stand in a line: without characters that break or colour it, and not too long. */
    public static String shown(Object found) {
        return ForeignText.shortened(ForeignText.inOneLine(String.valueOf(found)), MOST_SHOWN);
    }
}
