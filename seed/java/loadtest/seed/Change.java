package loadtest.seed;

/**
 * What a seed did to one kind of fixture, in rows.
 *
 * @param kind a table, or {@code users}
 * @param removed strays of earlier runs
 */
public record Change(String kind, long inserted, long updated, long unchanged, long removed) {

    boolean isNone() {
        return inserted == 0 && updated == 0 && removed == 0;
    }
}
