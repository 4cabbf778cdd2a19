package loadtest.report.text;

/** Escapes text for GitHub's Markdown. */
public final class Markdown {
    private Markdown() {}

    /** The text in one line, without effect as markup, link, mention or cell border. */
    public static String text(String text) {
        return text.replaceAll("\\s+", " ")
                .replaceAll("([\\\\`*_\\[\\]|~#@!])", "\\\\$1")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("://", "&#58;//")
                .replaceAll("(?i)\\b(www)\\.", "$1&#46;");
    }
}
