package loadtest.scenario.preview;

import io.gatling.javaapi.core.Simulation;
import loadtest.run.Run;
import loadtest.settings.TargetGuard;
import loadtest.target.Protocols;

/** {@code voucher_preview_spike}: a campaign goes live and everybody opens their voucher. */
public final class VoucherPreviewSpike extends Simulation {
    /** The preview endpoint, as the scenario's file calls it. */
    static final String SERVER = "preview";

    private final Run run = Run.of(VoucherPreviewSpike.class);

    public VoucherPreviewSpike() {
        run.prepare(this::prepare);
    }

    private void prepare() {
        var fixtures = run.fixtures();
        var settings = run.settings().vouchers();
        var vouchers = run.load().slice(fixtures.voucherPreviewPayloads(), "vouchers");
        var previews = PreviewFeed.of(vouchers, settings, run.id());
        PreviewFeed.change(settings).ifPresent(run::note);
        var journey = PreviewVoucher.journey(
                previews,
                new Vouchers(run.origin(SERVER), settings.idempotencyHeader(), PromisedDocuments.of(run)),
                new TargetGuard(run.settings().run()),
                run.profile().every());
        var audit = new PreviewAudit(PreviewFeed.ids(fixtures), run.database());
        setUp(run.population(journey, audit))
                .protocols(Protocols.devices())
                .assertions(run.assertions())
                .maxDuration(run.bound());
    }

    @Override
    public void after() {
        run.finish();
    }
}
