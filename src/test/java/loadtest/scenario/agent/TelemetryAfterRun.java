package loadtest.scenario.agent;

import static io.gatling.javaapi.core.CoreDsl.exec;

import io.gatling.javaapi.core.ChainBuilder;
import loadtest.target.Origin;

/** When an audit is done, its owner archives the engagement and brings the telemetry up to date. */
public final class TelemetryAfterRun {
    private TelemetryAfterRun() {}

    /** Needs {@code token, orgSlug, engagementId}. */
    public static ChainBuilder journey(Origin api) {
        return exec(Functions.archiveSync(api)).exec(Pause.think()).exec(updateTelemetry(api));
    }

    /** The same without the archive step, for an organisation that names no engagement. */
    public static ChainBuilder withoutArchive(Origin api) {
        return exec(updateTelemetry(api));
    }

    private static ChainBuilder updateTelemetry(Origin api) {
        return exec(Functions.telemetrySync(api));
    }
}
