package loadtest.seed;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A fuel station and the operator who answers its WhatsApp number.
 *
 * @param code the station's own code, {@code ENG-PERF-001} to {@code ENG-PERF-050}
 * @param latitude degrees, about −1.95 (Kigali)
 * @param longitude degrees, about 30.05
 */
public record Station(UUID id, String code, String name, double latitude, double longitude, User operator) {
    /** Fifty, so that 150 redeems a minute are three for each. */
    public static final int COUNT = 50;

    private static final double STEP = 0.0025;

    static List<Station> all(List<User> users, Ids ids) {
        var operators = users.stream().filter(User::isOperator).toList();
        return IntStream.range(0, COUNT)
                .mapToObj(i -> station(i, operators.get(i % operators.size()), ids))
                .toList();
    }

    private static Station station(int index, User operator, Ids ids) {
        return new Station(
                ids.real("station", Integer.toString(index)),
                String.format(Locale.ROOT, "ENG-PERF-%03d", index + 1),
                String.format(Locale.ROOT, "Perf Engen Station %02d", index + 1),
                -1.95 + index * STEP,
                30.05 + index * STEP,
                operator);
    }

    Row row() {
        return new Row()
                .with("id", id)
                .with("name", name)
                .with("engencode", code)
                .with("owner_contact", operator.msisdn())
                .with("location_point", String.format(Locale.ROOT, "SRID=4326;POINT(%.6f %.6f)", longitude, latitude))
                .with("status", "active")
                .withJson("metadata", SeedSummary.MARK, Row.Presence.WHERE_PRESENT);
    }

    /** The number that may redeem for this station. */
    Row number() {
        return new Row()
                .with("station_id", id)
                .with("wa_e164", operator.msisdn())
                .with("role", "manager")
                .with("active", true);
    }
}
