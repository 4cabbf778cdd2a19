package loadtest.report.text;

/** Text of others in GitHub's Markdown. */
public final class Markdown {
    private Markdown() {}

    /** A text in one line that reads as it is: neither cell borders, mentions, links nor markup, but for underlines. */
    public static String text(String text) {
        return text.replaceAll("\\s+", " ")
                .replaceAll("([\\\\`*\\[\\]|~#@!])", "\\\\$1")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("://", "&#58;//")
                .replaceAll("(?i)\\b(www)\\.", "$1&#46;");
    }
}
