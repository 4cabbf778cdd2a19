package loadtest.target;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.scenario.agent.SessionAudit;
import loadtest.scenario.campaign.DispatchAudit;
import loadtest.scenario.preview.PreviewAudit;
import loadtest.scenario.redeem.RedeemAudit;

/** The scenarios of this suite. Each has a simulation class and a file in {@code scenarios/}, both named after it. */
public enum Scenario {
    API_SMOKE(List.of()), // opens no session, changes no fixture
    AGENT_JOURNEYS(SessionAudit.PROMISES),
    VOUCHER_PREVIEW_SPIKE(PreviewAudit.PROMISES),
    CAMPAIGN_BULK_SEND(DispatchAudit.PROMISES),
    STATION_REDEEM_PEAK(RedeemAudit.PROMISES);

    private final List<String> audited;

    Scenario(List<String> audited) {
        this.audited = audited;
    }

    /** Its name in settings, reports and files, such as {@code api_smoke}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name of its simulation class, such as {@code ApiSmoke}. */
    public String simulation() {
        return Stream.of(id().split("_"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }

    /**
     * Its profiles, SLOs and the rest of its data.
     *
     * @throws loadtest.settings.BadInput for the first mistake in it
     */
    public ScenarioFile file() {
        return ScenarioFile.read(this);
    }

    /** What its audit can look into, by name. */
    public List<String> audited() {
        return audited;
    }

    /** Whether its users share a list of targets, and hand them to a dispatcher that reports WhatsApp's answers. */
    boolean dispatches() {
        return this == CAMPAIGN_BULK_SEND;
    }

    /** Whether it works on seeded rows, so that the database can tell of them before and after. */
    public boolean hasFixtures() {
        return switch (this) {
            case API_SMOKE, AGENT_JOURNEYS -> false;
            case VOUCHER_PREVIEW_SPIKE, CAMPAIGN_BULK_SEND, STATION_REDEEM_PEAK -> true;
        };
    }

    public static List<String> ids() {
        return Arrays.stream(values()).map(Scenario::id).toList();
    }
}
