package loadtest.report.summary;

/** Escapes text for HTML. */
public final class Html {
    private Html() {}

    /** The text without markup, for an element or a quoted attribute. */
    public static String escaped(String text) {
        return String.valueOf(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
