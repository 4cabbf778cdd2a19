package loadtest.standin.fault;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The endpoints a fault can be in, by method and path as the contract writes them. */
public final class Endpoints {
    static final List<String> REDEEM = List.of("POST /redeem", "POST /api/station/redeem");
    static final String DISPATCH = "POST /campaigns";
    static final String PREVIEW = "POST /api/vouchers/preview";
    static final String IMAGE = "GET /api/vouchers/:id/qr.png";
    static final String PDF = "GET /api/vouchers/:id/voucher.pdf";

    /** All of them: those that plans know from the start, and what routes of this process have added. */
    public static final List<String> ALL = new CopyOnWriteArrayList<>(List.of(
            "POST /api/auth/token/issue",
            "GET /api/healthz",
            "GET /api/readiness",
            "GET /api/agent/telemetry",
            "GET /v1/approvals",
            "POST /api/agent/start",
            "POST /api/agent/plan",
            "POST /api/agent/respond",
            "GET /api/rate-limit/status",
            "POST /functions/v1/archive-sync",
            "POST /functions/v1/telemetry-sync",
            PREVIEW,
            IMAGE,
            PDF,
            DISPATCH,
            REDEEM.get(0),
            REDEEM.get(1),
            "POST /auth/v1/token",
            "POST /auth/v1/admin/users",
            "GET /auth/v1/admin/users",
            "GET /auth/v1/admin/users/:id",
            "PUT /auth/v1/admin/users/:id",
            "DELETE /auth/v1/admin/users/:id",
            "GET /auth/v1/health",
            "GET /auth/v1/settings",
            "GET /auth/v1/user",
            "POST /auth/v1/logout",
            "POST /auth/v1/signup",
            "GET /customer/v1/privileged/metrics"));

    /** As reports call those whose path differs from voucher to voucher. */
    private static final Map<String, String> NAMES = Map.of("GET voucher image", IMAGE, "GET voucher pdf", PDF);

    private Endpoints() {}

    /** A route serves this endpoint from now on; a plan that is there from the start can only name those listed above. */
    public static void serve(String endpoint) {
        if (!ALL.contains(endpoint)) {
            ALL.add(endpoint);
        }
    }

    /**
     * Those that a word of a plan means, in the order of {@link #ALL}.
     *
     * @param word an endpoint, the name it has in reports, or a pattern in which {@code *} stands for any letters; one
     *     that begins with {@code /} means the path, with any method
     * @return empty if it means none
     */
    public static List<String> matching(String word) {
        return ALL.stream().filter(matcher(word)).toList();
    }

    /** What a plan may call an endpoint, for an error message. */
    public static String valid() {
        return "a pattern such as \"/functions/v1/*\" or \"*\", " + String.join(", ", new TreeSet<>(NAMES.keySet()))
                + ", " + String.join(", ", ALL);
    }

    private static Predicate<String> matcher(String word) {
        var full = NAMES.getOrDefault(word, word.startsWith("/") ? "* " + word : word);
        var letters = Pattern.quote(full).replace("*", "\\E.*\\Q");
        return Pattern.compile(letters).asMatchPredicate();
    }
}
