package loadtest.settings;

/** Escapes text for GitHub's Markdown. */
public final class Markdown {
    private Markdown() {}

    /**
     * The text in one line, without effect as markup, link, mention or cell border. Underscores stay, so that names remain
     * readable in the file.
     */
    public static String text(String text) {
        return text.replaceAll("\\s+", " ")
                .replaceAll("([\\\\`*\\[\\]|~#@!])", "\\\\$1")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("://", "&#58;//")
                .replaceAll("(?i)\\b(www)\\.", "$1&#46;");
    }

    /** The same with underscores escaped, for a page that is only read rendered. */
    public static String rendered(String text) {
        return text(text).replace("_", "\\_");
    }
}
