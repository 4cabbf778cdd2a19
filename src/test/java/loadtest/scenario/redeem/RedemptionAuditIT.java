package loadtest.scenario.redeem;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import loadtest.slo.Finding;
import loadtest.slo.VerdictOutcome;
import loadtest.testing.Platform;
import loadtest.testing.Postgres;
import loadtest.testing.SeededPlatform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Redeems of older generations, which are kept in a table of redemptions, beside the events or instead of them. */
class RedemptionAuditIT {
    @RegisterExtension
    static final Postgres POSTGRES = new Postgres();

    private static final int FEW = 20;
    private static final String PERSISTED = "every accepted redeem persisted";
    private static final String STATION = "every redeem at a permitted station";
    private static final String TIMES = "redeem times agree";
    private static final String TWICE = "no voucher redeemed twice";

    /** As a platform does that writes both. */
    private static final String EVENTS_TOO = """
            insert into voucher_events (voucher_id, event_type, station_id, created_at)
            select voucher_id, 'redeemed', station_id, redeemed_at from voucher_redemptions
            """;

    @TempDir
    Path folder;

    private SeededPlatform staging;

    @BeforeEach
    void deploy() throws Exception {
        staging = new SeededPlatform(POSTGRES, folder, "project", "redemptions");
        staging.with("SUPABASE_DB_URL", staging.url("project_login", "any", POSTGRES.port()));
        staging.seed(FEW);
    }

    @AfterEach
    void takeDown() {
        staging.close();
    }

    @Test
    void everyPromiseHoldsWhereRedeemsWriteNoEvent() throws Exception {
        var findings = load().findings();

        assertThat(broken(findings)).as(findings.toString()).isEmpty();
        assertThat(findings.get(PERSISTED).actual())
                .isEqualTo("3 accepted, 3 vouchers redeemed, 3 redemptions (voucher_events holds none)");
        assertThat(findings.get(STATION).actual()).isEqualTo("3 redemptions looked at");
        assertThat(findings.get(TIMES).actual()).isEqualTo("3 looked at");
    }

    @ParameterizedTest
    @ValueSource(strings = {"search_path = elsewhere, public", "search_path = ''", "statement_timeout = '1ms'"})
    void aDefaultOfTheRoleDoesNoHarm(String setting) throws Exception {
        staging.execute(
                "create schema elsewhere; create table elsewhere.vouchers as table vouchers;"
                        + " grant usage on schema elsewhere to project_login; grant all on elsewhere.vouchers to project_login");
        staging.execute("alter role project_login in database " + staging.database + " set " + setting);

        var findings = load().findings();

        assertThat(broken(findings)).as(findings.toString()).isEmpty();
        assertThat(findings.get(PERSISTED).actual()).startsWith("3 accepted, 3 vouchers redeemed, 3 redemptions");
    }

    @Test
    void everyPromiseHoldsWithoutATableOfEvents() throws Exception {
        staging.execute("drop table voucher_events");
        var findings = load().findings();

        assertThat(broken(findings)).as(findings.toString()).isEmpty();
        assertThat(findings.get(PERSISTED).actual()).isEqualTo("3 accepted, 3 vouchers redeemed, 3 redemptions");
    }

    @Test
    void bothTablesAgreeWhereBothAreWritten() throws Exception {
        var platform = load();
        staging.execute(EVENTS_TOO);

        var findings = platform.findings();

        assertThat(broken(findings)).as(findings.toString()).isEmpty();
        assertThat(findings.get(PERSISTED).actual())
                .isEqualTo("3 accepted, 3 vouchers redeemed, 3 events, 3 redemptions");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "delete from voucher_redemptions where voucher_id = '{1}' | every accepted redeem persisted"
                        + "| 1 without a redemption: {1}; 3 accepted, 3 vouchers redeemed, 3 events, 2 redemptions",
                "delete from voucher_events where event_type = 'redeemed' and voucher_id = '{1}'"
                        + "| every accepted redeem persisted"
                        + "| 1 without a redeemed event: {1}; 3 accepted, 3 vouchers redeemed, 2 events, 3 redemptions",
                "insert into voucher_redemptions (voucher_id, station_id, redeemed_at) select voucher_id, station_id,"
                        + " redeemed_at from voucher_redemptions where voucher_id = '{1}'"
                        + "| every accepted redeem persisted, no voucher redeemed twice, replays all refused"
                        + "| 1 with more than one redemption: {1}; 3 accepted, 3 vouchers redeemed, 3 events, 4 redemptions",
                "update voucher_redemptions set station_id = (select id from petrol_stations order by name desc limit 1)"
                        + " where voucher_id = '{1}'"
                        + "| every redeem at a permitted station | 1 redeemed at another station than asked: {1}",
                "update vouchers set redeemed_by_station_id = null where id = '{1}'; update vouchers set"
                        + " redeemed_by_station_id = (select id from petrol_stations order by name desc limit 1) where id = '{1}'"
                        + "| every redeem at a permitted station"
                        + "| 1 whose redeemed_by_station_id is another station than asked: {1}",
                "update vouchers set redeemed_by_station_id = null where id = '{1}'| every redeem at a permitted station"
                        + "| 1 whose redeemed_by_station_id is another station than asked: {1}",
                "update vouchers set redeemed_by_station_id = (select id from petrol_stations limit 1)"
                        + " where code5 = 'R0009'| nothing redeemed that was not accepted| 1 changed and never asked for",
                "update voucher_redemptions set redeemed_at = redeemed_at - interval '3 s' where voucher_id = '{1}'"
                        + "| redeem times agree | 1 whose redeemed_at is not its redemption's time: {1}",
            })
    void whatIsBrokenInOneOfTheTablesIsSeen(String sql, String names, String said) throws Exception {
        var platform = load();
        staging.execute(EVENTS_TOO);
        staging.execute(sql.replace("{1}", platform.pool.get(1)));

        var findings = platform.findings();

        assertThat(broken(findings)).as(findings.toString()).isEqualTo(new TreeSet<>(Set.of(names.split(", "))));
        assertThat(findings.get(names.split(", ")[0]).actual()).contains(said.replace("{1}", platform.pool.get(1)));
    }

    /** 0: nothing came. A conflict on a first use: the request may have been sent twice. */
    @ParameterizedTest
    @ValueSource(ints = {0, 409})
    void whatIsStoredWithoutAClearAnswerIsKeptAndNamed(int status) throws Exception {
        var platform = load();
        platform.redeemOlderUnclearly(3, status);

        var findings = platform.findings();

        assertThat(broken(findings)).as(findings.toString()).isEmpty();
        assertThat(findings.get(PERSISTED).actual())
                .startsWith("3 accepted, 4 vouchers redeemed, 4 redemptions")
                .endsWith("; 1 of them stored without a clear answer: POST /redeem of " + platform.pool.get(3)
                        + (status == 0 ? " (no answer)" : " (answered 409)"));
    }

    @Test
    void aRecordWithoutItsVoucherIsMissed() throws Exception {
        var platform = load();
        platform.redeemOlderUnclearly(3, 0);
        staging.execute("update vouchers set status = 'issued' where id = '" + platform.pool.get(3) + "'");

        assertThat(broken(platform.findings())).containsExactly(PERSISTED);
    }

    @Test
    void aVoucherWithTwoRedemptionsIsRedeemedTwice() throws Exception {
        var platform = load();
        staging.execute("insert into voucher_redemptions (voucher_id, station_id, redeemed_at)"
                + " select voucher_id, station_id, redeemed_at from voucher_redemptions where voucher_id = '"
                + platform.pool.get(0) + "'");

        assertThat(platform.findings().get(TWICE).actual()).contains("1 with two redemptions");
    }

    private Platform load() throws SQLException {
        var platform = new Platform(staging, false).before();
        for (var number = 0; number < 3; number++) {
            platform.redeemOlder(number);
        }
        platform.dispatch(true);
        return platform;
    }

    private static Set<String> broken(Map<String, Finding> findings) {
        return findings.entrySet().stream()
                .filter(entry -> entry.getValue().outcome() == VerdictOutcome.MISSED)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
