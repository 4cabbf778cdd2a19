package loadtest.report.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Addresses of a run's files, relative to the output folder in which its own folder lies, or to a folder beside it. */
public final class RunAddress {
    private RunAddress() {}

    /** The name of a folder, encoded for a relative address. */
    public static String folder(Path folder) {
        return "./" + encoded(folder);
    }

    /** The run's page, from a folder beside its own. */
    public static String fromBeside(Path folder) {
        return "../" + encoded(folder) + "/" + VerdictPage.NAME;
    }

    /** The run's page; where only its figures are left, those. */
    public static String best(Path folder) {
        return folder(folder) + "/"
                + (Files.exists(folder.resolve(VerdictPage.NAME)) ? VerdictPage.NAME : "summary.json");
    }

    private static String encoded(Path folder) {
        return URLEncoder.encode(folder.getFileName().toString(), StandardCharsets.UTF_8)
                .replace("+", "%20");
    }
}
