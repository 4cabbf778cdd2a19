package loadtest.measure;

/** The class of a status code, such as {@code 4xx}: the key of counts by class. */
public final class StatusClass {
    /** The class of a sample without a response. */
    public static final String NONE = "none";

    private StatusClass() {}

    public static String of(int code) {
        return code / 100 + "xx";
    }

    /** @param pattern a code such as {@code 429}, or a class such as {@code 5xx} */
    public static String of(String pattern) {
        return pattern.charAt(0) + "xx";
    }
}
