package loadtest.seed.table;

import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import loadtest.settings.Database;

/** What a database or a pooler answered instead of serving, with advice for the answers that are common. */
final class DatabaseAnswer {
    /**
     * Advice by what the answer says; the first that fits. States alone do not tell: poolers give 08P01 or XX000 for all
     * their refusals, and Postgres 28000 for several.
     */
    private static final List<Advice> ADVICE = List.of(
            advice(
                    "statement pooling",
                    "the pooler keeps no transaction together: use its session or transaction mode"),
            advice("tenant or user not found", "check the user, who is postgres.<project> at a pooler, and its region"),
            advice("not permitted to log ?in", "use a role that may log in, or alter role ... login"),
            advice(
                    "no encryption|ssl off|requires? (ssl|encryption)|(ssl|encrypt\\w*).*\\brequired",
                    "the server accepts this user only encrypted (sslmode=require), or not from this address"),
            advice(
                    "no pg_hba\\.conf entry|pg_hba\\.conf rejects|address not in|not allowed to connect from",
                    "the server does not permit this user from this address: permit it there, or use another way"),
            advice(
                    "no such database|bouncer config error|database \\S+ (does not exist|not found)",
                    "check the database's name"),
            advice(
                    "too many|no more connections|max ?client|max_client|emaxconn|connection slots|query_wait_timeout",
                    "the server is full: wait, or close what uses it"),
            advice(
                    "starting up|shutting down|recovery mode|not yet accepting",
                    "wait until the server is ready, and try again"),
            advice("startup parameter", "remove that parameter from the address, or permit it in the pooler"),
            advice(
                    "password|sasl|authentication failed|no such user|role \\S+ does not exist",
                    "check user and password"));

    private record Advice(Pattern said, String text) {}

    private DatabaseAnswer() {}

    private static Advice advice(String said, String text) {
        return new Advice(Pattern.compile(said, Pattern.CASE_INSENSITIVE), text);
    }

    /** The answer in one line. */
    static String of(Database database, SQLException error) {
        var words = SqlErrors.message(error);
        var where = SqlErrors.where(database);
        return switch (SqlErrors.state(error)) {
            case "3D000" -> "there is no database '" + database.name() + "' at " + where + ": " + words;
            case "42P01" -> words + "; is it the voucher platform's, with its migrations applied?";
            case "42501" ->
                "user '" + database.user() + "' lacks rights: " + words
                        + "; use a login that bypasses row security, such as postgres";
            case "28P01", "28000" ->
                "the database at " + where + " refused user '" + database.user() + "': " + words + advised(words);
            default ->
                "the database at " + where + " refused the seed: " + words + " (SQLSTATE " + SqlErrors.state(error)
                        + ")" + advised(words);
        };
    }

    private static String advised(String words) {
        return ADVICE.stream()
                .filter(advice -> advice.said().matcher(words).find())
                .findFirst()
                .map(advice -> "; " + advice.text())
                .orElse("");
    }
}
