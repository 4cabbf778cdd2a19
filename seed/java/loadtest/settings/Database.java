package loadtest.settings;

import com.fasterxml.jackson.annotation.JsonValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How to reach a Postgres. The driver gets {@link #jdbcUrl()} and {@link #properties()}, so that no URL ever carries
 * the password.
 *
 * @param parameters the driver's own, such as {@code sslmode}
 */
public record Database(
        String host, int port, String name, String user, Secret password, Map<String, String> parameters) {

    /** With a name for its host, and no address in brackets. */
    private static final Pattern NAMED =
            Pattern.compile("(postgres(?:ql)?://(?:[^@/?#]*@)?+)([^@:/?#\\[\\]]++)((?:[:/?#].*)?)", Pattern.DOTALL);

    private static final int USUAL_PORT = 5432;

    /** Where Supabase's transaction pooler listens; statements prepared there would be lost with the connection. */
    private static final int TRANSACTION_POOLER_PORT = 6543;

    private static final List<String> SESSION_PARAMETERS = List.of("options", "currentSchema");

    /** Those that name a file. */
    private static final List<String> FILES = List.of("sslrootcert", "sslcert", "sslkey");

    /**
     * Takes {@code postgres://user:password@host:port/name}, {@code postgresql://…} and
     * {@code jdbc:postgresql://host/name?user=…&password=…}; user and password may be percent-encoded.
     *
     * @throws BadInput naming the variable, never the URL; also for {@code options} and {@code currentSchema} through
     *     the transaction pooler
     */
    static Database parse(String variable, Secret url) {
        try {
            var given = url.reveal().strip().replaceFirst("^jdbc:", "");
            var named = NAMED.matcher(given);
            // A name with an underscore, or an international one, is no host to the JDK; it is one to the driver.
            var uri = new URI(named.matches() ? named.replaceFirst("$1host$3") : given);
            var host = named.matches() ? HostName.resolvable(variable, named.group(2)) : uri.getHost();
            var parameters = query(variable, uri.getRawQuery());
            var login = uri.getRawUserInfo() == null
                    ? new String[0]
                    : uri.getRawUserInfo().split(":", 2);
            var otherUser = parameters.remove("user");
            var otherPassword = parameters.remove("password");
            var user = login.length > 0 ? decode(login[0]) : otherUser;
            var password = login.length > 1 ? decode(login[1]) : otherPassword;
            var name = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
            var port = uri.getPort() < 0 ? USUAL_PORT : uri.getPort();
            if (port == TRANSACTION_POOLER_PORT) {
                requireNoSessionParameters(variable, parameters);
            }
            if (isPostgres(uri) && user != null && password != null && !name.isEmpty()) {
                Characters.seen(variable + ": the decoded user", user);
                Characters.seen(variable + ": the decoded name of the database", name);
                var secret = Secret.of(variable + ": the decoded password", password);
                return new Database(host, port, name, user, secret, parameters);
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            // said below, without the URL: it holds the password
        }
        throw new BadInput(variable + ": not the address of a Postgres; valid:"
                + " postgresql://user:password@host:5432/postgres, with special characters of the password"
                + " percent-encoded");
    }

    private static void requireNoSessionParameters(String variable, Map<String, String> parameters) {
        SESSION_PARAMETERS.stream().filter(parameters::containsKey).forEach(parameter -> {
            throw BadInput.in(
                    variable,
                    "?" + parameter + "=",
                    "an address without it: the transaction pooler keeps no state of a session");
        });
    }

    private static boolean isPostgres(URI uri) {
        var scheme = "postgres".equals(uri.getScheme()) || "postgresql".equals(uri.getScheme());
        return scheme && uri.getHost() != null && uri.getPort() != 0 && uri.getPort() <= 65_535;
    }

    /** The driver's URL, without credentials. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    /** The same database, which must prove with a certificate of this authority (PEM) that it is the one named. */
    Database verifiedBy(Path authority) {
        var stricter = new LinkedHashMap<>(parameters);
        stricter.put("sslmode", "verify-full");
        stricter.put("sslrootcert", authority.toString());
        return new Database(host, port, name, user, password, stricter);
    }

    /**
     * The same database, with the authorities (PEM) that are trusted everywhere. The address's own {@code sslmode} and
     * {@code sslrootcert} stay; without a mode it must prove its name off this machine, where it is encrypted anyway.
     *
     * @throws BadInput if the driver cannot read the file, which is stricter than we are
     */
    Database trusting(Authorities authorities) {
        var trusting = new LinkedHashMap<>(parameters);
        if (!TargetGuard.isLoopback(host)) {
            trusting.putIfAbsent("sslmode", "verify-full");
        }
        if (trusting.putIfAbsent("sslrootcert", authorities.file().toString()) == null) {
            Authorities.requireForDriver(
                    "PERF_CA_FILE",
                    authorities.file(),
                    authorities.certificates().size());
        }
        return new Database(host, port, name, user, password, trusting);
    }

    /**
     * What the driver needs beside the URL; holds the password in the clear. Off this machine the connection is
     * encrypted, unless the URL's own {@code sslmode} says otherwise.
     */
    public Properties properties() {
        var properties = new Properties();
        if (port == TRANSACTION_POOLER_PORT) {
            properties.setProperty("prepareThreshold", "0");
        }
        if (!TargetGuard.isLoopback(host)) {
            properties.setProperty("sslmode", "require");
        }
        properties.putAll(parameters);
        properties.setProperty("user", user);
        properties.setProperty("password", password.reveal());
        return properties;
    }

    /** The values that must never be shown: one of the driver's own parameters may be a password, too. */
    List<String> secrets() {
        return Stream.concat(
                        Stream.of(password.reveal()),
                        parameters.entrySet().stream()
                                .filter(parameter -> parameter
                                        .getKey()
                                        .toLowerCase(Locale.ROOT)
                                        .contains("password"))
                                .map(Map.Entry::getValue))
                .toList();
    }

    /** Where, and as whom; parameters are left out, since one of them may be a password too. */
    @JsonValue
    @Override
    public String toString() {
        return "postgresql://" + user + "@" + host + ":" + port + "/" + name;
    }

    private static Map<String, String> query(String variable, String raw) {
        var parameters = new LinkedHashMap<String, String>();
        if (raw != null) {
            for (var pair : raw.split("&")) {
                var parts = pair.split("=", 2);
                var name = decode(parts[0]);
                var value = parts.length > 1 ? decode(parts[1]) : "";
                // The driver would look for a file where Maven was started.
                var meant = FILES.contains(name) && !value.isEmpty() ? ProjectFolder.resolve(value) + "" : value;
                if (parameters.put(name, meant) != null) {
                    throw BadInput.in(variable, "?" + name + "= twice", "an address that says it once");
                }
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        // URLDecoder is for forms and would turn a plus into a space.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
