package loadtest.audit;

/**
 * What a scenario's clients were answered, which its audit compares with the database. Each of several machines records
 * its own; added up, they are audited together.
 *
 * @param <T> its content as plain data, which Jackson writes and reads
 */
public interface Ledger<T> {
    /** Its content up to now. May block. */
    T recorded();

    /** The type of {@link #recorded}, by which it is read back. */
    Class<T> form();

    /** Adds what another machine has recorded. */
    void add(T recorded);
}
