package loadtest.truth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import loadtest.scenario.preview.VoucherPreviewSpike;
import loadtest.share.ShareFolder;
import loadtest.testing.Folders;
import loadtest.testing.SampleShares;
import loadtest.testing.SharedTrial;

/**
 * What three real shares of one run left, for a row to tamper with before they are merged. They are recorded once; each row
 * has a copy.
 *
 * @param folder the copy
 */
record RecordedShares(Path folder) {
    static final int ALL = 3;

    private static Path recorded;

    /** A run of the shares' scenario; its merge has the same settings. */
    static TruthRow row(String name) {
        return TruthRow.row(name).of(VoucherPreviewSpike.class).load("hold 10 per second for 3 s");
    }

    /** A copy for the merge that this row runs. */
    static RecordedShares copiedFor(RowRun run, Bench bench) throws Exception {
        var copy = run.trial().folder().resolve("shares");
        Folders.copy(recorded(bench), copy);
        run.trial().merging(copy);
        return new RecordedShares(copy);
    }

    private static synchronized Path recorded(Bench bench) throws Exception {
        if (recorded == null) {
            var shared = new SharedTrial(ALL, "truth", () -> row("a share").trial(bench.variables()));
            for (var share : shared.results()) {
                if (share.summary().isEmpty()) { // on a busy machine it may have begun late; its merge then says so
                    throw new AssertionError("a share was not recorded: " + share.output());
                }
            }
            recorded = shared.gather(shared.share(1).folder().resolve("gathered"));
        }
        return recorded;
    }

    Path part(int part) {
        return folder.resolve("artifact-" + part);
    }

    private ShareFolder share(int part) throws IOException {
        return ShareFolder.under(part(part)).get(0);
    }

    void delete(int part) throws IOException {
        Folders.delete(part(part));
    }

    void copyAgain(int part) throws IOException {
        Folders.copy(part(part), folder.resolve("artifact-" + part + "-again"));
    }

    /** Leaves the first tenth of what it recorded, which lacks users however the times of its load fell. */
    void tear(int part) throws IOException {
        var events = share(part).events();
        var bytes = Files.readAllBytes(events);
        Files.write(events, Arrays.copyOf(bytes, bytes.length / 10));
    }

    /** Leaves what is there of a share that is killed before its end: a record without one, and no ledger. */
    void kill(int part) throws IOException {
        change(part, "/end", "null");
        tear(part);
        Files.deleteIfExists(share(part).ledger());
    }

    /** Changes a field of its record, at a JSON pointer, to other JSON. */
    void change(int part, String field, String value) throws IOException {
        SampleShares.change(share(part), field, value);
    }
}
