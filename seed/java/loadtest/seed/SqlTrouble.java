package loadtest.seed;

import java.sql.SQLException;
import loadtest.settings.BadInput;
import loadtest.settings.Database;
import org.postgresql.util.PSQLException;

/** Says in one line what a database refused. Details of the server are left out: they may quote rows. */
final class SqlTrouble {
    private SqlTrouble() {}

    static BadInput line(Database database, SQLException trouble) {
        var state = trouble.getSQLState() == null ? "" : trouble.getSQLState();
        var where = database.host() + ":" + database.port();
        var line =
                switch (state) {
                    case "08001", "08004", "08006" ->
                        "cannot be reached at " + where + "; check host, port and network";
                    case "28P01", "28000" ->
                        "the database at " + where + " refused user '" + database.user() + "'; check user and password";
                    case "3D000" -> "there is no database '" + database.name() + "' at " + where;
                    case "42501" ->
                        "user '" + database.user() + "' may not do this: " + message(trouble)
                                + "; use a login that bypasses row security, such as postgres";
                    case "55P03" -> "a table is locked by someone else; let them finish and seed again";
                    default ->
                        "the database at " + where + " refused the seed: " + message(trouble) + " (SQLSTATE " + state
                                + ")";
                };
        return new BadInput("SUPABASE_DB_URL: " + line + "; no table was changed");
    }

    private static String message(SQLException trouble) {
        var server = trouble instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        var message = server == null ? trouble.getMessage() : server.getMessage();
        return String.valueOf(message).lines().findFirst().orElse("");
    }
}
