package loadtest.target;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.load.Profiles;
import loadtest.settings.DataFile;

/** The scenarios of this suite. Each has a simulation class and a file in {@code scenarios/}, both named after it. */
public enum Scenario {
    API_SMOKE,
    AGENT_JOURNEYS,
    VOUCHER_PREVIEW_SPIKE,
    CAMPAIGN_BULK_SEND,
    STATION_REDEEM_PEAK;

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

    /** Its profiles, SLOs and the rest of its data. */
    public DataFile file() {
        return DataFile.read("scenarios/" + id() + ".conf")
                .only(
                        "profiles",
                        "limited-calls-per-user",
                        "failed",
                        "requests",
                        "budgets",
                        "integrity",
                        "abort",
                        "schedule");
    }

    /** How many calls under the agent API's rate limit one user makes, on average. */
    public double limitedCallsPerUser() {
        var file = file();
        try {
            return file.text("limited-calls-per-user").map(Double::valueOf).orElse(0.0);
        } catch (NumberFormatException e) {
            throw file.wrong("limited-calls-per-user", "a number");
        }
    }

    /** Whether it works on seeded rows, so that the database can tell of them before and after. */
    public boolean hasFixtures() {
        return switch (this) {
            case API_SMOKE, AGENT_JOURNEYS -> false;
            case VOUCHER_PREVIEW_SPIKE, CAMPAIGN_BULK_SEND, STATION_REDEEM_PEAK -> true;
        };
    }

    Profiles profiles() {
        return Profiles.read(file());
    }

    static List<String> ids() {
        return Arrays.stream(values()).map(Scenario::id).toList();
    }
}
