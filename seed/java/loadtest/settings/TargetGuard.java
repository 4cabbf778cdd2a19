package loadtest.settings;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Allows load and seed to this machine, to hosts that are staging by name, and to hosts confirmed in
 * {@code PERF_CONFIRM_TARGET}, and to no others. It judges settings, and what an answer names: the address of a document,
 * the target of a redirect. Names are judged as written; only one below {@code .localhost} is looked up.
 */
public final class TargetGuard {
    private final List<String> confirmed;
    private final Optional<Pattern> staging;

    /** @param run its confirmed hosts are without port; letter case does not matter, in them and in the pattern */
    public TargetGuard(Settings.Run run) {
        this.confirmed = run.confirmedTargets().stream().map(TargetGuard::plain).toList();
        this.staging = run.stagingPattern().map(text -> Pattern.compile(text, Pattern.CASE_INSENSITIVE));
    }

    /**
     * Something that load or rows would go to.
     *
     * @param variable the setting that names it
     * @param plainHttp whether tokens would travel unencrypted
     * @param nameSaysNothing whether staging and production have names of the same kind
     */
    public record GuardedTarget(String variable, String host, boolean plainHttp, boolean nameSaysNothing) {
        /** An application under load, whose host name tells staging from production. */
        public static GuardedTarget application(String variable, URI url) {
            return new GuardedTarget(variable, plain(url.getHost()), "http".equalsIgnoreCase(url.getScheme()), false);
        }

        /** A Supabase project: its host is a random word. */
        public static GuardedTarget supabase(URI url) {
            return supabase("SUPABASE_URL", url);
        }

        /** A part of a Supabase project that a setting of its own names. */
        public static GuardedTarget supabase(String variable, URI url) {
            return new GuardedTarget(variable, plain(url.getHost()), "http".equalsIgnoreCase(url.getScheme()), true);
        }

        /** A database: poolers of all projects share one host name. */
        public static GuardedTarget database(Database database) {
            return new GuardedTarget("SUPABASE_DB_URL", plain(database.host()), false, true);
        }
    }

    /**
     * What the guard says of an address that an answer names.
     *
     * @param address where the request may go; empty where it may not
     * @param unconfirmed the host that would have to be confirmed first; empty where no confirmation helps
     * @param refusal why it may not, in one line; empty where it may
     */
    public record Judgement(Optional<URI> address, Optional<String> unconfirmed, String refusal) {}

    /** Judges an address that an answer names; a relative one is relative to {@code base}. */
    public Judgement judge(URI base, String named) {
        var address = WebAddress.of(base, named);
        if (address.isEmpty()) {
            var why = "not fetched: the answer names no address of http or https with a host and without credentials";
            return new Judgement(Optional.empty(), Optional.empty(), why);
        }
        var host = plain(address.get().host());
        if (allows(new GuardedTarget("", host, address.get().isPlainHttp(), false))) {
            return new Judgement(Optional.of(address.get().uri()), Optional.empty(), "");
        }
        var why = "not fetched: " + host + " is not confirmed; PERF_CONFIRM_TARGET=" + host
                + (looksLikeStaging(host) ? " (it is plain http)" : "");
        return new Judgement(Optional.empty(), Optional.of(host), why);
    }

    /** @throws BadInput naming every target that is not allowed, and what would allow it */
    public void check(List<GuardedTarget> targets) {
        var refused = targets.stream().filter(target -> !allows(target)).toList();
        if (!refused.isEmpty()) {
            var why = refused.stream().map(this::reason).distinct().toList();
            throw new BadInput("PERF_CONFIRM_TARGET: " + String.join("; ", why)
                    + "; nothing was sent; if this is meant, "
                    + confirming(refused.stream().map(GuardedTarget::host).toList()));
        }
    }

    /** What to do so that these hosts are confirmed as well as those that already are. */
    public String confirming(List<String> hosts) {
        var all = Stream.concat(confirmed.stream(), hosts.stream()).distinct().toList();
        return "set PERF_CONFIRM_TARGET=" + String.join(",", all);
    }

    /** Whether load or rows may go there. */
    public boolean allows(GuardedTarget target) {
        if (isLoopback(target.host()) || confirmed.contains(target.host())) {
            return true;
        }
        return !target.nameSaysNothing() && !target.plainHttp() && looksLikeStaging(target.host());
    }

    /** Whether a host is among those confirmed. */
    public boolean confirms(String host) {
        return confirmed.contains(plain(host));
    }

    /** Whether the host is this machine, by name or by address; a name below {@code .localhost} has to resolve here. */
    public static boolean isLoopback(String host) {
        return Loopback.is(plain(host));
    }

    /** Whether the host name says that this is not production. */
    private boolean looksLikeStaging(String host) {
        return staging.map(pattern -> pattern.matcher(host).matches()).orElseGet(() -> HostWords.sayStaging(host));
    }

    private String reason(GuardedTarget target) {
        var host = target.variable() + " is on " + target.host();
        if (target.nameSaysNothing()) {
            return host + ", and its name cannot tell staging from production";
        }
        return looksLikeStaging(target.host())
                ? host + " over plain http"
                : host + ", which is neither loopback nor staging by name";
    }

    private static String plain(String host) {
        return HostName.plain(host);
    }
}
