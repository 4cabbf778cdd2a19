package loadtest.settings;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Load and seed go only where they were plainly meant to: to this machine, to hosts that are staging by name, and to
 * hosts confirmed in {@code PERF_CONFIRM_TARGET}. Names are judged as written; nothing is looked up.
 */
public final class TargetGuard {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|.*\\.localhost|127(\\.\\d{1,3}){3}|::1|(0+:){7}0*1|::ffff:127(\\.\\d{1,3}){3}");

    private final List<String> confirmed;
    private final Pattern staging;

    /** @param run its confirmed hosts are without port; letter case does not matter, in them and in the pattern */
    public TargetGuard(Settings.Run run) {
        this.confirmed = run.confirmedTargets().stream().map(TargetGuard::plain).toList();
        this.staging = Pattern.compile(run.stagingPattern(), Pattern.CASE_INSENSITIVE);
    }

    /**
     * Something that load or rows would go to.
     *
     * @param variable the setting that names it
     * @param plainHttp whether tokens would travel unencrypted
     * @param nameSaysNothing whether staging and production have names of the same kind
     */
    public record Target(String variable, String host, boolean plainHttp, boolean nameSaysNothing) {
        /** An application under load, whose host name tells staging from production. */
        public static Target application(String variable, URI url) {
            return new Target(variable, plain(url.getHost()), "http".equalsIgnoreCase(url.getScheme()), false);
        }

        /** A Supabase project: its host is a random word. */
        public static Target supabase(URI url) {
            return new Target("SUPABASE_URL", plain(url.getHost()), "http".equalsIgnoreCase(url.getScheme()), true);
        }

        /** A database: poolers of all projects share one host name. */
        public static Target database(Database database) {
            return new Target("SUPABASE_DB_URL", plain(database.host()), false, true);
        }
    }

    /** @throws BadInput naming every target that is not allowed, and what would allow it */
    public void check(List<Target> targets) {
        var refused = targets.stream().filter(target -> !allows(target)).toList();
        if (!refused.isEmpty()) {
            var why = refused.stream().map(this::reason).distinct().toList();
            var hosts = Stream.concat(confirmed.stream(), refused.stream().map(Target::host))
                    .distinct()
                    .toList();
            throw new BadInput("PERF_CONFIRM_TARGET: " + String.join("; ", why)
                    + "; nothing was sent; if this is meant, set PERF_CONFIRM_TARGET=" + String.join(",", hosts));
        }
    }

    /** Whether load or rows may go there. */
    public boolean allows(Target target) {
        if (isLoopback(target.host()) || confirmed.contains(target.host())) {
            return true;
        }
        return !target.nameSaysNothing() && !target.plainHttp() && looksLikeStaging(target.host());
    }

    /** Whether the host is this machine, by name or by address. */
    public static boolean isLoopback(String host) {
        return LOOPBACK.matcher(plain(host)).matches();
    }

    /** Whether the host name says that this is not production. */
    private boolean looksLikeStaging(String host) {
        return staging.matcher(host).matches();
    }

    private String reason(Target target) {
        var host = target.variable() + " is on " + target.host();
        if (target.nameSaysNothing()) {
            return host + ", and its name cannot tell staging from production";
        }
        return looksLikeStaging(target.host())
                ? host + " over plain http"
                : host + ", which is neither loopback nor staging by name";
    }

    private static String plain(String host) {
        return host.toLowerCase(Locale.ROOT).replaceAll("^\\[|\\]$|\\.$", "");
    }
}
