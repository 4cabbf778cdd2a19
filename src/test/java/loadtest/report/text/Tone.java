package loadtest.report.text;

/** What a text on the console says beside its words. */
public enum Tone {
    PLAIN(""),
    STRONG("1"),
    QUIET("2"),
    GOOD("32"),
    BAD("31");

    private final String code;

    Tone(String code) {
        this.code = code;
    }

    /** The parameter of the sequence that switches it on. */
    String code() {
        return code;
    }
}
