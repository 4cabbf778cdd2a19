package loadtest.seed.table;

import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.settings.BadInput;
import loadtest.settings.Database;
import loadtest.settings.ForeignText;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Reports in one line what a database refused: the server's own words, then what to do. The details that a server adds
 * are left out, since they may quote rows.
 */
public final class SqlErrors {
    /** Where the server was when it could not read a staged value. */
    private static final Pattern STAGED = Pattern.compile("COPY seed_(\\w+), line \\d+, column (\\w+)");

    private SqlErrors() {}

    /** No connection came about. */
    static BadInput whenConnecting(Database database, SQLException error) {
        return said(error).isPresent()
                ? line(DatabaseAnswer.of(database, error) + "; nothing was changed")
                : line(new Unreached(database, error).text());
    }

    /**
     * A statement or the commit failed.
     *
     * @param step what was being done
     * @param catalog the database's tables, where they have been read
     */
    public static BadInput whenWriting(Database database, SQLException error, String step, Optional<Catalog> catalog) {
        if (state(error).equals("55P03")) {
            return line("a table is locked by someone else (" + step + "); let them finish and seed again; no table was"
                    + " changed");
        }
        // After a broken commit nobody knows whether it got through, so nothing is said of the tables.
        return isBroken(error)
                ? line("the connection to " + where(database) + " broke; seed again")
                : line(DatabaseAnswer.of(database, error) + place(error, step, catalog) + "; no table was changed");
    }

    /** A question was not answered; nothing was to be written. */
    static BadInput whenReading(Database database, SQLException error) {
        return isBroken(error)
                ? line("the connection to " + where(database) + " broke")
                : line(DatabaseAnswer.of(database, error));
    }

    /** The table, columns and constraint that a refusal is about, as far as the server tells, and the step. */
    private static String place(SQLException error, String step, Optional<Catalog> catalog) {
        var named = said(error).flatMap(message -> named(message, catalog));
        return Stream.concat(named.map(place -> "at " + place).stream(), Stream.of("in step '" + step + "'"))
                .collect(Collectors.joining(", ", ", ", ""));
    }

    private static Optional<String> named(ServerErrorMessage message, Optional<Catalog> catalog) {
        var staged = STAGED.matcher(String.valueOf(message.getWhere()));
        if (staged.find()) {
            return Optional.of("column public." + staged.group(1) + "." + staged.group(2));
        }
        if (message.getTable() == null) {
            return Optional.empty();
        }
        var table = message.getSchema() + "." + message.getTable();
        var constraint = Optional.ofNullable(message.getConstraint());
        var columns = Optional.ofNullable(message.getColumn())
                .or(() -> constraint.flatMap(
                        name -> catalog.flatMap(known -> known.columnsOf(message.getTable(), name))));
        var place = columns.map(names -> "column " + table + "." + names).orElse("table " + table)
                + constraint.map(name -> " (constraint " + name + ")").orElse("");
        return Optional.of(ForeignText.shown(place));
    }

    private static BadInput line(String text) {
        return new BadInput("SUPABASE_DB_URL: " + text);
    }

    static String where(Database database) {
        return database.host() + ":" + database.port();
    }

    /** A server that said something was reached, whatever state it gave: poolers give 08P01 for most of their refusals. */
    private static boolean isBroken(SQLException error) {
        return said(error).isEmpty() && state(error).startsWith("08");
    }

    /** What the server said, where it was the server. */
    static Optional<ServerErrorMessage> said(SQLException error) {
        return error instanceof PSQLException postgres
                ? Optional.ofNullable(postgres.getServerErrorMessage())
                : Optional.empty();
    }

    static String state(SQLException error) {
        return ForeignText.shown(String.valueOf(error.getSQLState()));
    }

    static String message(SQLException error) {
        var words = said(error).map(ServerErrorMessage::getMessage).orElse(error.getMessage());
        return ForeignText.shown(String.valueOf(words).lines().findFirst().orElse(""));
    }
}
