package loadtest.scenario.preview;

import java.util.EnumSet;
import java.util.Set;
import loadtest.run.Run;
import loadtest.settings.Settings;
import loadtest.settings.VoucherDocument;
import loadtest.target.Scenario;

/** Which documents a preview leads to: some products make one of them later, and answer null in its place. */
final class PromisedDocuments {
    private PromisedDocuments() {}

    /** As the setting says, or else the scenario's file. */
    static Set<VoucherDocument> of(Settings settings, Scenario scenario) {
        return settings.vouchers().documents().orElse(scenario.documents());
    }

    /** The same, and takes the others out of the run. */
    static Set<VoucherDocument> of(Run run) {
        var scenario = run.file().scenario();
        var promised = of(run.settings(), scenario);
        var source = run.settings().vouchers().documents().isPresent()
                ? "PERF_VOUCHER_DOCUMENTS"
                : "documents in scenarios/" + scenario.id() + ".conf";
        var others = EnumSet.allOf(VoucherDocument.class);
        others.removeAll(promised);
        others.forEach(
                document -> run.leaveOut(Vouchers.request(document), "a preview does not promise it (" + source + ")"));
        return promised;
    }
}
