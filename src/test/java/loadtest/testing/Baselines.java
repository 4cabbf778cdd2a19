package loadtest.testing;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import loadtest.report.history.Baseline;
import loadtest.report.summary.ComparedFigure;
import loadtest.report.summary.Comparison;
import loadtest.settings.Settings;

/** Baselines of a {@link StoredRun}. */
public final class Baselines {
    public static final Baseline.RunKind REDEEMS = new Baseline.RunKind("station_redeem_peak", "ramp", false);

    private Baselines() {}

    /** The latest runs of a folder, as these settings compare with them. */
    public static Baseline latest(Path folder, Map<String, String> settings) {
        var all = new HashMap<>(settings);
        all.put("baseline", "latest");
        all.put("PERF_OUTPUT_DIR", folder.toString());
        return of(all);
    }

    /** A run by its file or folder. */
    public static Baseline named(String asked) {
        return of(Map.of("baseline", asked));
    }

    private static Baseline of(Map<String, String> settings) {
        return Baseline.of(Settings.of(settings), REDEEMS)
                .orElseThrow()
                .under(List.of("api.staging.example.com"), List.of("hold 150 per minute for 10 minutes"));
    }

    /** What a comparison says of this figure of the first request. */
    public static Comparison.ComparisonRow row(Comparison comparison, ComparedFigure figure) {
        return comparison.rows().stream()
                .filter(row -> row.figure() == figure)
                .findFirst()
                .orElseThrow();
    }
}
