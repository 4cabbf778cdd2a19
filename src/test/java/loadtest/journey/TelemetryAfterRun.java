package loadtest.journey;

import static io.gatling.javaapi.core.CoreDsl.exec;

import io.gatling.javaapi.core.ChainBuilder;
import loadtest.endpoint.Functions;

/** When an audit is done, its owner archives the engagement and brings the telemetry up to date. */
public final class TelemetryAfterRun {
    private TelemetryAfterRun() {}

    /** Needs {@code token, orgSlug, engagementId}. */
    public static ChainBuilder journey() {
        return exec(Functions.archiveSync()).exec(Pause.think()).exec(updateTelemetry());
    }

    /** The same for an organisation that named no engagement: there is nothing to archive. */
    public static ChainBuilder withoutArchive() {
        return exec(updateTelemetry());
    }

    private static ChainBuilder updateTelemetry() {
        return exec(Functions.telemetrySync());
    }
}
