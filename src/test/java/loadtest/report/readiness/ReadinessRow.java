package loadtest.report.readiness;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import loadtest.report.history.PastRun;
import loadtest.report.history.StoredSummary;
import loadtest.report.summary.Summary;
import loadtest.settings.BadInput;

/**
 * A scenario's row of the readiness report, in words.
 *
 * @param statement whether it says something of a deployment
 * @param summary of its run; empty where there is none, or none that can be read whole
 * @param risks what a reader must know before relying on it
 */
record ReadinessRow(ReadinessEntry entry, boolean statement, Optional<Summary> summary, List<String> risks) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    static List<ReadinessRow> of(ReadinessSet set) {
        return set.entries().stream().map(entry -> of(entry, set)).toList();
    }

    private static ReadinessRow of(ReadinessEntry entry, ReadinessSet set) {
        var risks = new ArrayList<>(entry.risks(set.newest()));
        var summary = Optional.<Summary>empty();
        try {
            summary = entry.run().map(run -> StoredSummary.read(run.folder().resolve(PastRun.SUMMARY)));
        } catch (BadInput e) {
            risks.add("its figures cannot be read: " + e.getMessage());
        }
        return new ReadinessRow(entry, set.isStatement(), summary, risks);
    }

    /** The sign before the word, so that colour is never the only one. */
    String mark() {
        if (!statement && entry.facts().isEmpty()) {
            return "– no run";
        }
        var word = statement ? "ready" : "kept";
        return entry.ready() ? "✓ " + word : "✗ not " + word;
    }

    /** The outcome, and why where it is not the best one. */
    List<String> verdict() {
        return entry.facts().isPresent()
                ? Stream.concat(Stream.of(entry.outcome()), entry.reason().stream())
                        .toList()
                : List.of(entry.why());
    }

    /** When the run began, and what it loaded with what. */
    List<String> ran() {
        var lines = new ArrayList<String>();
        entry.run().ifPresent(run -> lines.add(TIME.format(run.started())));
        entry.facts().ifPresent(facts -> {
            Optional.ofNullable(facts.targetVersion()).ifPresent(version -> lines.add("target " + version));
            Optional.ofNullable(facts.suite().commit()).ifPresent(commit -> lines.add("suite " + commit));
        });
        return lines;
    }
}
