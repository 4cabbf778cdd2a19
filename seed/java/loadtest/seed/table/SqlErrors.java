package loadtest.seed.table;

import java.sql.SQLException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import loadtest.settings.BadInput;
import loadtest.settings.Database;
import loadtest.settings.ForeignText;
import org.postgresql.util.PSQLException;

/** Says in one line what a database refused. Details of the server are left out: they may quote rows. */
public final class SqlErrors {
    private SqlErrors() {}

    /** No connection came about. */
    static BadInput whenConnecting(Database database, SQLException trouble) {
        for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException
                    || String.valueOf(cause.getMessage())
                            .matches("(?is).*(\\bssl(mode)?\\b|hostname \\S+ could not be verified).*")) {
                return line("no encrypted connection to " + where(database) + " (" + message(trouble)
                        + "); check PERF_DB_CA_FILE, or sslmode in the address; nothing was changed");
            }
        }
        return isBroken(trouble)
                ? line("no Postgres can be reached at " + where(database) + "; check host, port and network")
                : line(refusal(database, trouble) + "; nothing was changed");
    }

    /**
     * A statement or the commit failed.
     *
     * @param step what was being done
     * @param catalog the database's tables, where they have been read
     */
    public static BadInput whenWriting(
            Database database, SQLException trouble, String step, Optional<Catalog> catalog) {
        if (state(trouble).equals("55P03")) {
            return line("a table is locked by someone else (" + step + "); let them finish and seed again; no table was"
                    + " changed");
        }
        // After a broken commit nobody knows whether it got through, so nothing is said of the tables.
        return isBroken(trouble)
                ? line("the connection to " + where(database) + " broke; seed again")
                : line(refusal(database, trouble) + "; no table was changed");
    }

    /** A question was not answered; nothing was to be written. */
    static BadInput whenReading(Database database, SQLException trouble) {
        return isBroken(trouble)
                ? line("the connection to " + where(database) + " broke")
                : line(refusal(database, trouble));
    }

    private static String refusal(Database database, SQLException trouble) {
        return switch (state(trouble)) {
            case "28P01", "28000" ->
                "the database at " + where(database) + " refused user '" + database.user()
                        + "'; check user and password";
            case "3D000" -> "there is no database '" + database.name() + "' at " + where(database);
            case "42P01" -> message(trouble) + "; is it the voucher platform's, with its migrations applied?";
            case "42501" ->
                "user '" + database.user() + "' lacks rights: " + message(trouble)
                        + "; use a login that bypasses row security, such as postgres";
            default ->
                "the database at " + where(database) + " refused the seed: " + message(trouble) + " (SQLSTATE "
                        + state(trouble) + ")";
        };
    }

    private static BadInput line(String text) {
        return new BadInput("SUPABASE_DB_URL: " + text);
    }

    private static String where(Database database) {
        return database.host() + ":" + database.port();
    }

    private static boolean isBroken(SQLException trouble) {
        return state(trouble).startsWith("08");
    }

    private static String state(SQLException trouble) {
        return ForeignText.shown(String.valueOf(trouble.getSQLState()));
    }

    private static String message(SQLException trouble) {
        var server = trouble instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        var message = server == null ? trouble.getMessage() : server.getMessage();
        return ForeignText.shown(String.valueOf(message).lines().findFirst().orElse(""));
    }
}
