package loadtest.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import loadtest.scenario.campaign.DispatchAudit;
import loadtest.scenario.campaign.DispatchLedger;
import loadtest.scenario.preview.PreviewAudit;
import loadtest.settings.BadInput;
import loadtest.settings.Database;
import loadtest.settings.Settings;
import loadtest.slo.Finding;
import loadtest.slo.VerdictOutcome;
import loadtest.testing.PgBouncer;
import loadtest.testing.Platform;
import loadtest.testing.Postgres;
import loadtest.testing.SeededPlatform;
import loadtest.testing.TcpProxy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** After a clean load every promise is kept; each is then broken by hand, and the audit finds exactly that promise missed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditIT {
    @RegisterExtension
    static final Postgres POSTGRES = new Postgres();

    private static final int FEW = 20;

    /** The tables that a case may change; each is restored to its state after the clean load. */
    private static final List<String> TABLES =
            List.of("vouchers", "voucher_events", "campaign_targets", "agent_sessions", "agent_runs");

    private static final String KEEP = "create table kept.%1$s as table %1$s;";

    private static final String RESTORE = """
            delete from %1$s where id in (select id from (table %1$s except table kept.%1$s) changed);
            insert into %1$s (table kept.%1$s except table %1$s);
            """;

    /** SQL functions that several cases call. */
    private static final String SHARED_FUNCTIONS = """
            create function again(voucher uuid) returns void language sql as $$
              insert into voucher_events (voucher_id, event_type, station_id, created_at)
              select voucher_id, event_type, station_id, created_at from voucher_events
              where voucher_id = voucher and event_type = 'redeemed' $$;
            create function shift(voucher uuid, by interval) returns void language sql as $$
              update vouchers set redeemed_at = redeemed_at + by where id = voucher;
              update voucher_events set created_at = created_at + by
              where voucher_id = voucher and event_type = 'redeemed' $$;
            create function sent(voucher uuid, at timestamptz) returns void language sql as $$
              insert into voucher_events (voucher_id, event_type, created_at) values (voucher, 'sent', at) $$;
            create function elsewhere() returns uuid language sql as $$
              select id from stations order by engencode desc limit 1 $$;
            """;

    private SeededPlatform staging;
    private Platform platform;

    @BeforeAll
    void load(@TempDir Path folder) throws Exception {
        staging = new SeededPlatform(POSTGRES, folder);
        staging.seed(FEW);
        staging.execute("drop index voucher_events_redeemed_once");
        platform = new Platform(staging, true).before();
        platform.redeem(0, true);
        platform.redeem(1, false);
        platform.redeem(2, false);
        platform.redeemUnanswered(3);
        platform.redeemRefused(4);
        platform.dispatch(true);
        platform.openSessions();
        staging.execute("create schema kept;" + ofEveryTable(KEEP));
        staging.execute(SHARED_FUNCTIONS);
    }

    @AfterAll
    void takeDown() {
        staging.close();
    }

    @Test
    void everyPromiseHoldsAfterACleanLoad() {
        var findings = platform.findings();

        assertThat(broken(findings)).as(findings.toString()).isEmpty();
        assertThat(findings.values()).extracting(Finding::outcome).containsOnly(VerdictOutcome.MET);
        assertThat(findings.get("every accepted redeem persisted").actual())
                .isEqualTo("3 accepted, 3 vouchers redeemed, 3 events");
        assertThat(findings.get("nothing redeemed that was not accepted").actual())
                .contains("36 vouchers compared", "1 redeems without a clear answer, 0 of them persisted");
        assertThat(findings.get("no target sent to twice").actual()).endsWith("20 message ids");
    }

    /** Columns: the SQL, the promises it breaks, and the finding on the first of them. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "delete from voucher_events where event_type = 'redeemed' and voucher_id = '{0}'"
                        + "| every accepted redeem persisted | 1 without a redeemed event: {0}",
                "update vouchers set status = 'issued' where id = '{0}'"
                        + "| every accepted redeem persisted | 1 accepted and not redeemed: {0}",
                "delete from vouchers where id = '{0}'"
                        + "| every accepted redeem persisted | 1 not in the database: {0}",
                "select again('{1}')"
                        + "| no voucher redeemed twice, every accepted redeem persisted"
                        + "| 1 with two redeemed events: {1}; 36 vouchers looked at",
                "select again('{0}')"
                        + "| every accepted redeem persisted, no voucher redeemed twice, replays all refused"
                        + "| 1 with more than one event: {0}; 3 accepted, 3 vouchers redeemed, 4 events",
                "select again('{0}')"
                        + "| replays all refused, no voucher redeemed twice, every accepted redeem persisted"
                        + "| 1 left a second redeemed event",
                "update vouchers set status = 'redeemed' where id = '{3}'"
                        + "| every accepted redeem persisted"
                        + "| 1 redeemed without a redeemed event: {3}; 3 accepted, 4 vouchers redeemed, 3 events; 1 of them"
                        + " stored without a clear answer: POST /redeem of {3} (no answer)",
                "insert into voucher_events (voucher_id, event_type) values ('{3}', 'redeemed')"
                        + "| every accepted redeem persisted | 1 with a redeemed event and not redeemed: {3}",
                "update voucher_events set station_id = elsewhere() where voucher_id = '{0}'"
                        + "| every redeem at a permitted station | 1 redeemed at another station than asked: {0}",
                "update voucher_events set station_id = null where voucher_id = '{0}'"
                        + "| every redeem at a permitted station | 1 redeemed at another station than asked: {0}",
                "update vouchers set station_scope = elsewhere() where id = '{0}'"
                        + "| every redeem at a permitted station | 1 redeemed outside its station scope: {0}",
                "update vouchers set redeemed_at = redeemed_at + interval '1 hour' where id = '{0}'"
                        + "| redeem times agree | 1 whose redeemed_at is not its event's time: {0}",
                "update vouchers set redeemed_at = null where id = '{0}'"
                        + "| redeem times agree | 1 without a time of redeem: {0}",
                "select shift('{0}', '-1 hour')"
                        + "| redeem times agree | 1 redeemed outside the run by the database's clock: {0}",
                "select shift('{0}', '1 hour')"
                        + "| redeem times agree | 1 answered with another time than stored: {0}",
                "select sent('{0}', now() + '1 hour')" + "| redeem times agree | 1 redeemed before issued or sent: {0}",
                "select sent('{0}', '2000-01-01') | redeem times agree | 1 sent before issued: {0}",
                "update vouchers set status = 'redeemed' where id = '{5}'"
                        + "| nothing redeemed that was not accepted | 1 changed and never asked for: {5}",
                "update vouchers set redeemed_at = now() where id = '{5}'"
                        + "| nothing redeemed that was not accepted | 1 changed and never asked for: {5}",
                "insert into voucher_events (voucher_id, event_type) values ('{5}', 'redeemed')"
                        + "| nothing redeemed that was not accepted | 1 changed and never asked for: {5}",
                "update vouchers set status = 'redeemed' where id = '{4}'"
                        + "| nothing redeemed that was not accepted | 1 refused and yet changed: {4}",
                "update vouchers set status = 'void' where code5 = 'P0001'"
                        + "| previews changed nothing | 1 of another status now",
                "update vouchers set redeemed_at = now() where code5 = 'P0001'"
                        + "| previews changed nothing | 1 with another redeemed_at",
                "insert into voucher_events (voucher_id, event_type) select id, 'seen' from vouchers where code5 = 'P0001'"
                        + "| previews changed nothing | 1 with more or fewer events",
                "delete from vouchers where code5 = 'P0001' | previews changed nothing | 1 gone",
                "update campaign_targets set status = 'queued' where message_id = 'm7'"
                        + "| every target dispatched exactly once | 1 not dispatched: ***007; 20 of 20 taken over",
                "update campaign_targets set message_id = null where message_id = 'm7'"
                        + "| every target dispatched exactly once, no target sent to twice"
                        + "| 1 sent without a message id: ***007",
                "update campaign_targets set message_id = 'again' where message_id = 'm7'"
                        + "| no target sent to twice | 1 message ids answered that no target has: ***m7",
                "update campaign_targets set message_id = 'm8' where message_id = 'm7'"
                        + "| no target sent to twice | 1 with the message id of another: ***00",
                "update campaign_targets set status = 'sent' where status = 'queued'"
                        + "| nobody else sent to | 3 of 3 other queued targets changed",
                "delete from agent_sessions where id not in (select session_id from agent_runs)"
                        + "| every session answered is stored | 1 without a row",
                "update agent_sessions set started_by_user_id = (select id from auth.users order by email desc limit 1)"
                        + "| every session answered is stored | 2 started by somebody else",
                "update agent_sessions set created_at = created_at - interval '1 hour'"
                        + "| every session answered is stored | 2 not of this run",
                "delete from agent_runs where step_index = 1"
                        + "| every plan answered is stored | 1 with fewer runs than steps answered",
            })
    void whatIsBrokenIsSeenByItsName(String sql, String names, String said) throws Exception {
        staging.execute(filled(sql));
        try {
            var findings = platform.findings();

            var expected = Set.of(names.split(", "));
            assertThat(broken(findings)).as(findings.toString()).isEqualTo(new TreeSet<>(expected));
            assertThat(findings.get(names.split(", ")[0]).actual()).contains(filled(said));
        } finally {
            restore();
        }
    }

    @Test
    void aRedeemThatWasNotAnsweredMayBePersistedAllTheSame() throws Exception {
        staging.execute(filled("update vouchers set status = 'redeemed' where id = '{3}'"));
        try {
            var finding = platform.findings().get("nothing redeemed that was not accepted");

            assertThat(finding.outcome()).isEqualTo(VerdictOutcome.MET);
            assertThat(finding.actual()).endsWith("1 redeems without a clear answer, 1 of them persisted");
        } finally {
            restore();
        }
    }

    @Test
    void aVoucherForEveryStationMayBeRedeemedAtAny() throws Exception {
        staging.execute(filled("update vouchers set station_scope = null where id = '{0}'"));
        try {
            assertThat(broken(platform.findings())).isEmpty();
        } finally {
            restore();
        }
    }

    @Test
    void aTimeMayBeSpelledInAnyWayAndOneThatCannotBeReadIsSaidToBeThat(@TempDir Path folder) throws Exception {
        try (var other = new SeededPlatform(POSTGRES, folder)) {
            other.seed(FEW);
            var there = new Platform(other, false).before();
            there.redeem(0, true, time -> time.replace('T', ' ').replace("Z", ".25+00"));
            there.redeem(1, false, time -> time.replace("Z", "-0000"));
            there.dispatch(true);
            assertThat(broken(there.findings())).isEmpty();

            there.redeem(2, false, time -> "just now");
            var finding = there.findings().get("redeem times agree");
            assertThat(finding.outcome()).isEqualTo(VerdictOutcome.MISSED);
            assertThat(finding.actual())
                    .isEqualTo("1 answered with a time that cannot be read: " + there.pool.get(2) + "; 3 looked at");
        }
    }

    @Test
    void holdsOnOlderTablesToo(@TempDir Path folder) throws Exception {
        try (var older = new SeededPlatform(POSTGRES, folder, "accounts", "older")) {
            older.seed(FEW);
            var there = new Platform(older, false).before();
            there.redeem(0, true);
            there.dispatch(true);

            var findings = there.findings();
            assertThat(broken(findings)).as(findings.toString()).isEmpty();
            assertThat(findings.get("redeem times agree").actual()).isEqualTo("1 looked at");

            older.execute("update vouchers set redeemed_at = redeemed_at + interval '1 hour' where code5 = 'R0000'");
            assertThat(broken(there.findings())).containsExactly("redeem times agree");
        }
    }

    @Test
    void ofARunThatWasCutOffWhatWasTakenOverMustBeThere(@TempDir Path folder) throws Exception {
        var promise = "every target dispatched exactly once";
        try (var other = new SeededPlatform(POSTGRES, folder, "accounts", "older")) {
            other.seed(FEW);
            var there = new Platform(other, false).before();
            there.dispatch(true);
            there.cutOff();
            assertThat(there.findings().get(promise).actual())
                    .isEqualTo("not audited: the run was cut off; 20 of 20 taken over (20 sent, 0 waiting for the"
                            + " throttle), 0 rejected; recorded in the database: 20");

            other.execute("update campaign_targets set status = 'queued' where message_id = 'm7'");
            assertThat(there.findings().get(promise).actual())
                    .startsWith("1 not dispatched; not audited: the run was cut off; 20 of 20")
                    .endsWith("recorded in the database: 19");
            assertThat(broken(there.findings())).contains(promise);
        }
    }

    @Test
    void saysWhatAMinimumOfTablesDoesNotKeep(@TempDir Path folder) throws Exception {
        try (var minimal = new SeededPlatform(POSTGRES, folder, "accounts", "minimal")) {
            minimal.seed(FEW);
            var there = new Platform(minimal, false).before();
            there.redeemBarely(0);
            there.dispatch(false);

            var findings = there.findings();
            assertThat(broken(findings))
                    .as(findings.toString())
                    .containsExactly("every redeem at a permitted station", "redeem times agree");
            assertThat(findings.get("every redeem at a permitted station").actual())
                    .isEqualTo("could not be audited: voucher_events has no column station_id here");
            assertThat(findings.get("redeem times agree").actual()).startsWith("could not be audited: neither");
            assertThat(findings.get("every accepted redeem persisted").outcome())
                    .isEqualTo(VerdictOutcome.MET);
        }
    }

    @Test
    void rowsHiddenFromTheLoginAreNoRowsGone() throws Exception {
        staging.execute("grant usage on schema public to outsider;"
                + " grant select on vouchers, voucher_events, campaign_targets to outsider");
        var login = database(staging.url("outsider", "right", POSTGRES.port()));
        var audit = new PreviewAudit(platform.pool, Optional.of(login));

        assertThatThrownBy(audit::before)
                .isInstanceOf(BadInput.class)
                .hasMessage("SUPABASE_DB_URL: row security hides rows of vouchers;"
                        + " use a login that bypasses it, such as postgres");
    }

    @Test
    void goesThroughATransactionPooler() throws Exception {
        assumeTrue(PgBouncer.isInstalled(), "PgBouncer is not installed");
        try (var pooler = PgBouncer.before(POSTGRES.port())) {
            // Two connections to the pooler share the server's: what one leaves behind, the next one meets.
            var audit = new PreviewAudit(platform.pool, Optional.of(through(pooler.port())));
            audit.before();
            assertThat(audit.findings().values()).extracting(Finding::outcome).containsOnly(VerdictOutcome.MET);
        }
    }

    @Test
    void asksInFewRoundTripsHoweverManyTargets() throws Exception {
        try (var few = new TcpProxy(POSTGRES.port());
                var many = new TcpProxy(POSTGRES.port())) {
            assertThat(turns(few, 1)).isEqualTo(turns(many, 10_000)).isLessThan(10);
        }
    }

    private int turns(TcpProxy proxy, int targets) throws Exception {
        var list = Stream.concat(
                        Stream.of("+250780950000"), IntStream.range(1, targets).mapToObj(n -> "+25078" + n))
                .toList();
        var campaign = staging.value("select campaign_id from campaign_targets where msisdn = '+250780950000'");
        new DispatchAudit(
                        new DispatchLedger(),
                        new DispatchAudit.Send(campaign, list),
                        () -> 0,
                        Optional.of(through(proxy.port())))
                .before();
        return proxy.turns();
    }

    private Database through(int port) {
        return database(staging.url("postgres", "any", port));
    }

    private static Database database(String url) {
        return Settings.of(Map.of("SUPABASE_DB_URL", url)).supabase().database().orElseThrow();
    }

    private static String ofEveryTable(String sql) {
        return TABLES.stream().map(sql::formatted).collect(Collectors.joining());
    }

    /** Restores all tables, without triggers and cascades. */
    private void restore() throws SQLException {
        staging.execute("set session_replication_role = replica;" + ofEveryTable(RESTORE));
    }

    private String filled(String text) {
        var filled = text;
        for (int n = 0; n < platform.pool.size(); n++) {
            filled = filled.replace("{" + n + "}", platform.pool.get(n));
        }
        return filled;
    }

    /** The missed promises in alphabetical order. */
    private static Set<String> broken(Map<String, Finding> findings) {
        return findings.entrySet().stream()
                .filter(entry -> entry.getValue().outcome() == VerdictOutcome.MISSED)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
