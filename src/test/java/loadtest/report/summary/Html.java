package loadtest.report.summary;

/** Text of others in HTML. */
public final class Html {
    private Html() {}

    /** A text that means nothing to a browser, in an element as well as in an attribute. */
    public static String escaped(String text) {
        return String.valueOf(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
