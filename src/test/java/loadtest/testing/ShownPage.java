package loadtest.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The page of a run, ended or under way, as a browser shows it. */
public final class ShownPage {
    private ShownPage() {}

    /**
     * The page's elements once it has settled, of a page on which nothing went wrong. Skips the test where there is no
     * browser.
     *
     * @param folder for the browser's own files
     */
    public static String of(Path folder, String address) throws IOException, InterruptedException {
        var page = Chromium.page(folder, address);
        assertThat(page).contains("data-rendered=").doesNotContain("data-error=");
        return page;
    }

    /** The ids of its charts, in the order in which they stand. */
    public static List<String> charts(String page) {
        return Matches.in(page, "<div class=\"chart[^\"]*\" id=\"chart-([^\"]+)\"");
    }
}
