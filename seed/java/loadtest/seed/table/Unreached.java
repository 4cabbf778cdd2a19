package loadtest.seed.table;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import loadtest.settings.Database;

/** A connection that did not come about, of which the server said nothing. */
record Unreached(Database database, SQLException error, Resolver resolver) {
    private static final String ENCRYPTION = "(?is).*(\\bssl(mode)?\\b|hostname \\S+ could not be verified).*";

    /** Looks names up; {@link InetAddress#getAllByName} outside tests. */
    interface Resolver {
        InetAddress[] all(String host) throws UnknownHostException;
    }

    Unreached(Database database, SQLException error) {
        this(database, error, InetAddress::getAllByName);
    }

    /** What happened, in one line. */
    String text() {
        var where = SqlErrors.where(database);
        if (causes().anyMatch(Unreached::isAboutEncryption)) {
            return "no encrypted connection to " + where + " (" + SqlErrors.message(error)
                    + "); check PERF_DB_CA_FILE or PERF_CA_FILE, or sslmode in the address; nothing was changed";
        }
        return cause(IOException.class)
                .map(cause -> "no Postgres can be reached at " + where + " (" + what(cause) + ")" + addresses()
                        + advice(cause))
                .orElseGet(() -> isOfTheNetwork()
                        ? "no connection to the Postgres at " + where + ": " + SqlErrors.message(error)
                                + "; nothing was changed"
                        : "the driver does not accept the address (" + SqlErrors.message(error)
                                + "); check the parameters behind its '?'; nothing was changed");
    }

    /** The driver gives the same state for a value that it does not know as for a server that it cannot talk to. */
    private boolean isOfTheNetwork() {
        return SqlErrors.state(error).startsWith("08")
                && !SqlErrors.message(error).matches("(?i).*(invalid \\w+ value|parameter value).*");
    }

    private static boolean isAboutEncryption(Throwable cause) {
        return cause instanceof SSLException
                || String.valueOf(cause.getMessage()).matches(ENCRYPTION);
    }

    private static String what(IOException cause) {
        if (cause instanceof UnknownHostException) {
            return "its name is unknown";
        }
        if (cause instanceof SocketTimeoutException) {
            return "no answer in time";
        }
        if (isUnreachable(cause)) {
            return "network is unreachable";
        }
        return cause instanceof EOFException
                        || String.valueOf(cause.getMessage()).contains("reset")
                ? "something there ended the connection"
                : cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private String advice(IOException cause) {
        return isUnreachable(cause)
                ? "; the direct host of a project has IPv6 addresses only, which CI runners and many networks lack: use"
                        + " the address of its pooler"
                : "; check host, port and network";
    }

    private static boolean isUnreachable(IOException cause) {
        return cause instanceof NoRouteToHostException
                || cause instanceof SocketException
                        && String.valueOf(cause.getMessage())
                                .toLowerCase(Locale.ROOT)
                                .contains("unreachable");
    }

    /** The driver tries one of them, which may be the wrong one. */
    private String addresses() {
        try {
            var all = resolver.all(database.host());
            return all.length < 2
                    ? ""
                    : "; its addresses are "
                            + Arrays.stream(all)
                                    .map(InetAddress::getHostAddress)
                                    .collect(Collectors.joining(", "));
        } catch (UnknownHostException e) {
            return "";
        }
    }

    private <T extends Throwable> Optional<T> cause(Class<T> type) {
        return causes().filter(type::isInstance).map(type::cast).findFirst();
    }

    private Stream<Throwable> causes() {
        return Stream.iterate((Throwable) error, cause -> cause != null, Throwable::getCause);
    }
}
