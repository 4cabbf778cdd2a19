package loadtest.seed.table;

import static java.util.stream.Collectors.joining;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Gives staged rows the ids that the table has them under. A row with a fixture's natural key that belongs to a fixture
 * is the fixture, whatever its id.
 */
final class Adoption {
    private static final Supplier<Long> NONE = () -> 0L;

    /** Our own ids, and those there. */
    private final Map<UUID, UUID> ids = new HashMap<>();

    Map<UUID, UUID> ids() {
        return ids;
    }

    /** @return how many rows of the stage have got another id */
    Supplier<Long> adopt(Stage stage, RoundTrip trip) {
        if (!stage.rows().kind().isOursByOwner()) {
            return NONE;
        }
        var adopted = new HashMap<UUID, UUID>();
        trip.read(sql(stage), List.of(), found -> {
            while (found.next()) {
                adopted.put(UUID.fromString(found.getString(1)), UUID.fromString(found.getString(2)));
            }
            ids.putAll(adopted);
        });
        return () -> (long) adopted.size();
    }

    private static String sql(Stage stage) {
        return """
                with known as (
                  select s.%3$s as own, t.%3$s as there from %1$s s join public.%2$s t on %4$s
                  where t.%3$s <> s.%3$s
                  and not exists (select from public.%2$s t where t.%3$s = s.%3$s and %4$s))
                update %1$s s set %3$s = known.there from known where s.%3$s = known.own
                returning known.own::text, known.there::text
                """.formatted(
                        stage.name(),
                        stage.table(),
                        stage.rows().key().get(0),
                        stage.rows().natural().stream()
                                .map(column -> "t." + column + " = s." + column)
                                .collect(joining(" and ")));
    }
}
