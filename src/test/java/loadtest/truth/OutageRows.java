package loadtest.truth;

import static loadtest.truth.Expect.actual;
import static loadtest.truth.Expect.exit;
import static loadtest.truth.Expect.missed;
import static loadtest.truth.Expect.nothingMissed;
import static loadtest.truth.Expect.nothingSent;
import static loadtest.truth.Expect.outcome;
import static loadtest.truth.Expect.outcomeOf;
import static loadtest.truth.Expect.reason;
import static loadtest.truth.Expect.says;
import static loadtest.truth.Expect.saysOnce;
import static loadtest.truth.Expect.silentAbout;
import static loadtest.truth.TruthRow.row;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import loadtest.scenario.campaign.CampaignBulkSend;
import loadtest.scenario.preview.VoucherPreviewSpike;
import loadtest.scenario.redeem.StationRedeemPeak;
import loadtest.testing.TcpProxy;

/** Targets, databases and files that are missing from the start or disappear. */
final class OutageRows {
    private static final String[] REDEEM_AUDITS = {
        "replays all refused",
        "no voucher redeemed twice",
        "every accepted redeem persisted",
        "every redeem at a permitted station",
        "redeem times agree",
        "nothing redeemed that was not accepted"
    };
    private static final String[] DISPATCH_AUDITS = {
        "every target dispatched exactly once", "no target sent to twice", "nobody else sent to"
    };

    private OutageRows() {}

    static List<TruthRow> all() {
        var rows = new ArrayList<TruthRow>();
        rows.addAll(samples());
        rows.addAll(outages());
        rows.addAll(evidence());
        return rows;
    }

    private static List<TruthRow> samples() {
        var documents = row("no samples: every preview fails, so no document is ever asked for")
                .fast()
                .of(VoucherPreviewSpike.class)
                .load("hold 10 per second for 2 s")
                .faults("refused { endpoints = \"POST /api/vouchers/preview\", status = 400 }")
                .expect(
                        exit(2),
                        missed(
                                "POST /api/vouchers/preview failed",
                                "GET voucher image samples",
                                "GET voucher pdf samples"));
        var none = row("a promise of a request that nobody sends")
                .of(VoucherPreviewSpike.class)
                .load("hold 10 per second for 2 s")
                .file("requests.\"GET voucher video\"", Map.of("p95", "2 s"))
                .expect(
                        exit(2),
                        nothingSent(),
                        saysOnce("'GET voucher video' is a request that no journey makes: remove it"));
        return List.of(
                documents,
                none,
                none.without("its row", row -> row.file("requests.\"GET voucher video\"", null)),
                row("no samples, and none wanted: a machine whose part of the load is nobody")
                        .of(StationRedeemPeak.class)
                        .load("hold 1 per second for 2 s")
                        .variable("PERF_SHARE", "3/50")
                        .variable("PERF_RUN_GROUP", "truth")
                        .expect(
                                exit(0),
                                outcome("RECORDED"),
                                nothingMissed(),
                                saysOnce("share 3/50 has no user"),
                                says("share 3/50 recorded; the verdict is the merge's")));
    }

    private static List<TruthRow> outages() {
        return List.of(
                row("target down from the start")
                        .of(StationRedeemPeak.class)
                        .load("hold 10 per second for 2 s")
                        .variable("PERF_STATION_REDEEM_URL", "http://127.0.0.1:1/redeem")
                        .expect(exit(2), nothingSent(), says("PERF_STATION_REDEEM_URL")),
                row("target gone from the middle on: every connection is closed")
                        .of(StationRedeemPeak.class)
                        .load("hold 15 per second for 4 s")
                        .meanwhile("connections are dropped from the middle on", (run, bench) -> {
                            run.loadFor(500);
                            bench.faults("faults { gone { endpoints = \"*\", drop = request } }");
                        })
                        .expect(exit(2), outcome("FAILED"), missed("POST /redeem failed", "POST /redeem sent once")),
                row("target killed in the middle, with its database")
                        .of(StationRedeemPeak.class)
                        .ownStandIn()
                        .load("hold 15 per second for 5 s")
                        // Whether a redeem was under way as it died, which the engine sends again, is chance.
                        .file("requests.\"POST /redeem\"", Map.of("sent-again", "99 %"))
                        .meanwhile("the stand-in is killed", (run, bench) -> {
                            run.loadFor(500);
                            run.process().children().forEach(ProcessHandle::destroyForcibly);
                        })
                        .expect(
                                exit(2),
                                outcome("FAILED"),
                                missed(and("POST /redeem failed", REDEEM_AUDITS)),
                                reason("could not be audited")));
    }

    private static List<TruthRow> evidence() {
        // Two connections succeed before the load: the fixture check, and the first read of the audit.
        var database = row("database unreachable for the audit")
                .of(StationRedeemPeak.class)
                .load("hold 10 per second for 2 s")
                .before("the database is gone after two connections", (run, bench) -> {
                    var url = bench.variables().get("SUPABASE_DB_URL");
                    var proxy =
                            run.keep(TcpProxy.closingAfter(2, URI.create(url).getPort()));
                    run.trial().with("SUPABASE_DB_URL", proxy.url(url));
                })
                .expect(
                        exit(2),
                        missed(REDEEM_AUDITS),
                        actual("every accepted redeem persisted", "could not be audited: the database at 127.0.0.1:"),
                        silentAbout("the database's password", OutageRows::password));
        var log = row("a response log that loses answers")
                .of(CampaignBulkSend.class)
                .load("at-once 2 users", "targets", 200)
                .before("PERF_RESPONSE_LOG on a full disk", (run, bench) -> {
                    var link = run.trial().folder().resolve("full.ndjson");
                    Files.createSymbolicLink(link, Path.of("/dev/full"));
                    run.trial().with("PERF_RESPONSE_LOG", link.toString());
                })
                .expect(
                        exit(2),
                        missed(DISPATCH_AUDITS),
                        actual("every target dispatched exactly once", "the response log lacks 2 answers"));
        return List.of(
                database,
                database.without("the audits", row -> row.file("integrity", List.of())),
                log,
                log.without("the audits", row -> row.file("integrity", List.of())),
                row("no database given: the audits say so and do not decide")
                        .of(StationRedeemPeak.class)
                        .load("hold 10 per second for 2 s")
                        .variable("SUPABASE_DB_URL", "")
                        .expect(
                                exit(0),
                                nothingMissed(),
                                outcomeOf("every accepted redeem persisted", "NOT_AUDITED"),
                                actual("every accepted redeem persisted", "not audited: no database given")));
    }

    private static String password(RowResult seen) {
        return URI.create(seen.bench().variables().get("SUPABASE_DB_URL"))
                .getRawUserInfo()
                .split(":", 2)[1];
    }

    private static String[] and(String one, String... others) {
        var all = new ArrayList<>(List.of(others));
        all.add(one);
        return all.toArray(String[]::new);
    }
}
