package loadtest.seed;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A user of the voucher platform: an account of the auth server and a row of {@code profiles}.
 *
 * @param id the account's id: our own, or the one its email already had in the database
 * @param key what our own id is made of, such as {@code perf-customer-01}
 * @param msisdn in E.164, {@code +2507809…}
 * @param status {@code active} or {@code blocked}
 * @param credits in RWF
 */
public record User(
        UUID id,
        String key,
        String displayName,
        String email,
        String msisdn,
        List<String> roles,
        String status,
        String locale,
        String refCode,
        int credits) {

    private static final String ADMIN = "admin";
    private static final String CUSTOMER = "customer";
    private static final String OPERATOR = "station_operator";

    /** The ten fixture users, under their own ids. */
    public static List<User> all() {
        return List.of(
                user("admin", "Admin", "00001", List.of(ADMIN), "en", "PERFADMIN", 5_000),
                user("customer-01", "Customer 01", "00101", List.of(CUSTOMER), "rw", "PERF001", 1_200),
                user("customer-02", "Customer 02", "00102", List.of(CUSTOMER), "en", "PERF002", 900),
                user("customer-03", "Customer 03", "00103", List.of(CUSTOMER), "en", "PERF003", 400),
                user("customer-04", "Customer 04", "00104", List.of(CUSTOMER), "en", "PERF004", 0)
                        .blocked(),
                user("customer-05", "Customer 05", "00105", List.of(CUSTOMER), "en", "PERF005", 300),
                user("customer-06", "Customer 06", "00106", List.of(CUSTOMER), "en", "PERF006", 150),
                user("operator-01", "Operator 01", "01001", List.of(OPERATOR), "rw", "PERFOPS1", 0),
                user("operator-02", "Operator 02", "01002", List.of(OPERATOR), "en", "PERFOPS2", 0),
                user("support", "Support", "02000", List.of("support"), "en", "PERFSUP", 0));
    }

    private static User user(
            String name, String title, String number, List<String> roles, String locale, String refCode, int credits) {
        var key = "perf-" + name;
        var email = "perf." + name.replace("-", "") + "@example.com";
        var id = Ids.of("user", key);
        return new User(
                id, key, "Perf " + title, email, "+2507809" + number, roles, "active", locale, refCode, credits);
    }

    private User blocked() {
        return new User(id, key, displayName, email, msisdn, roles, "blocked", locale, refCode, credits);
    }

    /** The same user under the id that the database knows it by. */
    User withId(UUID other) {
        return new User(other, key, displayName, email, msisdn, roles, status, locale, refCode, credits);
    }

    boolean isAdmin() {
        return roles.contains(ADMIN);
    }

    boolean isCustomer() {
        return roles.contains(CUSTOMER);
    }

    boolean isOperator() {
        return roles.contains(OPERATOR);
    }

    boolean isActive() {
        return "active".equals(status);
    }

    /** What the auth server keeps for the platform alone; users cannot change it. */
    Map<String, Object> appMetadata() {
        return Map.of("roles", roles, "seedVersion", SeedSummary.SEED_VERSION);
    }

    /** What the auth server keeps for the user. */
    Map<String, Object> userMetadata() {
        return Map.of("display_name", displayName, "roles", roles, "status", status, "msisdn", msisdn);
    }

    Row profile() {
        return new Row()
                .with("user_id", id)
                .with("whatsapp_e164", msisdn)
                .with("locale", locale)
                .with("ref_code", refCode)
                .with("credits_balance", BigDecimal.valueOf(credits))
                .withJson(
                        "metadata",
                        Map.of(
                                "displayName", displayName,
                                "roles", roles,
                                "status", status,
                                "seedVersion", SeedSummary.SEED_VERSION));
    }
}
