package loadtest.report.history;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The links from a run's page to the other runs of its command, which begin the page once those are there. */
public final class RunLinks {
    private static final Pattern BODY = Pattern.compile("<body[^>]*>");
    private static final Pattern LINKS = Pattern.compile("(?s)\n?<nav class=\"invocation\".*?</nav>");

    private RunLinks() {}

    /** @param links HTML, in the place of those that the page has */
    public static String put(String page, String links) {
        var nav = "\n<nav class=\"invocation\" aria-label=\"Runs of the same command\">" + links + "</nav>";
        return BODY.matcher(without(page)).replaceFirst(body -> Matcher.quoteReplacement(body.group() + nav));
    }

    /** The page as it is where the others are not beside it. */
    public static String without(String page) {
        return LINKS.matcher(page).replaceFirst("");
    }
}
