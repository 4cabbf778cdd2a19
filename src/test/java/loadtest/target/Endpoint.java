package loadtest.target;

import static java.util.stream.Collectors.joining;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import loadtest.settings.DataFile;
import loadtest.settings.Servers;
import loadtest.settings.Settings;
import loadtest.settings.TargetGuard;

/**
 * A server that a scenario loads, as the scenario's file describes it under {@code addresses}.
 *
 * @param name what simulations call it by
 * @param variable the variable that names its address
 * @param isBase whether paths are appended to the address; otherwise it is the address of the one endpoint called
 * @param fallback an address made of another variable, where that one is set alone
 * @param health the path, from the root of the server, of what says how it is
 * @param auth how it takes a bearer token
 * @param methodVariable the variable that names the method of its one endpoint
 * @param bridgeSecret whether it wants the bridge secret
 * @param sandbox variables of a sandbox: off loopback the first of them must be set, or the host be confirmed
 */
public record Endpoint(
        String name,
        String variable,
        boolean isBase,
        Optional<Fallback> fallback,
        Optional<String> health,
        BearerAuth auth,
        Optional<String> methodVariable,
        boolean bridgeSecret,
        List<String> sandbox) {
    private static final String METHOD = "POST";
    private static final String BRIDGE_SECRET = "BRIDGE_SHARED_SECRET";
    private static final String NAME = "[A-Z][A-Z0-9_]+";

    /** @param path appended to the address that the variable names */
    public record Fallback(String variable, String path) {}

    static Endpoint read(String name, DataFile data) {
        data.only(
                "base",
                "url",
                "else",
                "bearer",
                "bearer-header",
                "service-role",
                "method",
                "bridge-secret",
                "sandbox",
                "health");
        if (data.has("base") == data.has("url")) {
            throw data.wrong("url", "either base or url, and the variable that names the address");
        }
        var base = data.has("base");
        if (base && data.has("method")) {
            throw data.wrong("method", "only beside url: calls to a base have methods of their own");
        }
        return new Endpoint(
                name,
                variable(data, base ? "base" : "url").orElseThrow(),
                base,
                fallback(data),
                health(data),
                new BearerAuth(variable(data, "bearer"), variable(data, "bearer-header"), data.flag("service-role")),
                variable(data, "method"),
                data.flag("bridge-secret"),
                variables(data, "sandbox"));
    }

    /** A list of names of variables. */
    static List<String> variables(DataFile data, String word) {
        var names = data.list(word);
        for (int i = 0; i < names.size(); i++) {
            if (!names.get(i).matches(NAME)) {
                throw data.wrongItem(word, i, "the name of a variable");
            }
        }
        return names;
    }

    private static Optional<String> variable(DataFile data, String word) {
        var name = data.text(word);
        if (name.isPresent() && !name.get().matches(NAME)) {
            throw data.wrong(word, "the name of a variable, such as PERF_BASE_URL");
        }
        return name;
    }

    private static Optional<String> health(DataFile data) {
        var path = data.text("health");
        if (path.isPresent() && !path.get().matches("/[\\w./~-]*")) {
            throw data.wrong("health", "a path, such as /api/healthz");
        }
        return path;
    }

    private static Optional<Fallback> fallback(DataFile data) {
        return data.text("else").map(text -> {
            if (!text.matches(NAME + " \\+ /\\S*")) {
                throw data.wrong(
                        "else", "a variable and a path, such as \"PERF_APP_BASE_URL + /api/vouchers/preview\"");
            }
            return new Fallback(text.substring(0, text.indexOf(' ')), text.substring(text.indexOf('/')));
        });
    }

    /** The variable that holds its token. */
    Optional<String> bearer() {
        return auth.variable();
    }

    /** The variables that name addresses. */
    Set<String> addressVariables() {
        var names = new LinkedHashSet<String>();
        names.add(variable);
        fallback.ifPresent(other -> names.add(other.variable()));
        return names;
    }

    /** The variables of the secrets that are sent to this server alone. */
    Stream<String> secretVariables() {
        return Stream.concat(bearer().stream(), bridgeSecret ? Stream.of(BRIDGE_SECRET) : Stream.empty());
    }

    /** Where it is; empty where nothing is set. */
    Optional<URI> address(Servers servers) {
        var address = Optional.ofNullable(servers.addresses().get(variable));
        return address.or(() -> fallback.flatMap(
                other -> Optional.ofNullable(servers.addresses().get(other.variable()))
                        .map(base -> URI.create(base + other.path()))));
    }

    /** How requests are sent to its one endpoint. */
    String method(Servers servers) {
        return methodVariable.map(servers.methods()::get).orElse(METHOD);
    }

    /**
     * What is missing, each in words.
     *
     * @param given the variables that are set
     */
    Stream<String> missing(Settings settings, Set<String> given) {
        var address = address(settings.servers());
        if (address.isEmpty()) {
            return Stream.of(String.join(" or ", addressVariables()));
        }
        var host = address.get().getHost();
        var safe = sandbox.isEmpty()
                || given.contains(sandbox.get(0))
                || TargetGuard.isLoopback(host)
                || new TargetGuard(settings.run()).confirms(host);
        var lacking = safe
                ? Optional.<String>empty()
                : Optional.of(sandbox.get(0) + partly(given) + " (or PERF_CONFIRM_TARGET=" + host + ")");
        return Stream.concat(lacking.stream(), auth.missing(settings).stream());
    }

    /** A sandbox that is named in part keeps nothing from real phones. */
    private String partly(Set<String> given) {
        var others = sandbox.stream().filter(given::contains).collect(joining(", "));
        return others.isEmpty() ? "" : ", as " + others + " alone is not enough";
    }
}
