package loadtest.truth;

import static loadtest.truth.Expect.actual;
import static loadtest.truth.Expect.exit;
import static loadtest.truth.Expect.missed;
import static loadtest.truth.Expect.nothingMissed;
import static loadtest.truth.Expect.outcome;
import static loadtest.truth.Expect.outcomeOf;
import static loadtest.truth.Expect.reason;
import static loadtest.truth.ExpectNumbers.count;
import static loadtest.truth.TruthRow.row;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import loadtest.scenario.agent.ApiSmoke;
import loadtest.scenario.preview.VoucherPreviewSpike;
import loadtest.scenario.redeem.StationRedeemPeak;

/** A target that gets worse while a load goes on, whose figures over the whole may still be good. */
final class DriftRows {
    private static final String P95 = "drift of p95";
    private static final String FAILURES = "drift of failures";
    private static final String CONNECTIONS = "drift of connections";
    private static final String LOAD = "hold 60 per second for 16 s"; // a quarter has 240 users
    private static final long HALF = 480;
    private static final String MARK = "mark { endpoints = \"POST /redeem\", latency { constant = 1 ms } }";
    private static final int LEAKED = 15;
    private static final String MINT = "POST /api/auth/token/issue";
    private static final int ACCOUNTS = 150;
    private static final String ADD_ACCOUNTS =
            "with added as (insert into auth.users (email, encrypted_password, email_confirmed_at)"
                    + " select 'shared.' || n || '@example.com', crypt('password123', gen_salt('bf', 4)), now()"
                    + " from generate_series(1, " + ACCOUNTS + ") n returning id)"
                    + " insert into memberships select m.org_id, added.id, m.role from added, memberships m"
                    + " join auth.users u on u.id = m.user_id where u.email = 'load.user@example.com'";

    private DriftRows() {}

    static List<TruthRow> all() {
        var slower = laterOn(
                        "drift: redeems get slower",
                        "slow { endpoints = \"POST /redeem\", latency { constant = 600 ms } }")
                .alone()
                .expect(exit(2), outcome("FAILED"), missed(P95), actual(P95, "POST /redeem from "));
        var failing = laterOn(
                        "drift: redeems begin to fail",
                        "broken { endpoints = \"POST /redeem\", status = 503, every = 20 }")
                .file("failed", "99 %")
                .file("integrity", List.of("no voucher redeemed twice")) // a replay that is struck is not refused
                .file("drift.p95", null)
                .alone()
                .expect(exit(2), outcome("FAILED"), missed(FAILURES), actual(FAILURES, "POST /redeem from 0.00 to "));
        var vanishing = vanishing().expect(exit(2), outcome("FAILED"), missed(P95), reason("no longer sent as before"));
        var leaking = leaking().expect(exit(2), outcome("FAILED"), missed(CONNECTIONS));
        return List.of(
                soak("drift: a target that stays as it is", LOAD)
                        .alone()
                        .expect(
                                exit(0),
                                nothingMissed(),
                                outcomeOf(P95, "MET"),
                                outcomeOf(FAILURES, "MET"),
                                outcomeOf("drift of memory", "PRINTED")),
                slower,
                slower.without("the drift", row -> row.load(LOAD)),
                failing,
                failing.without("the drift", row -> row.load(LOAD)),
                vanishing,
                vanishing.without("what each user sends", row -> row.whenNeeded("GET voucher image")
                        .whenNeeded("GET voucher pdf")),
                tokensShared(),
                leaking,
                leaking.without("the limit on connections", row -> row.file("drift.connections", null)),
                soak("drift: too few samples in a quarter", "hold 5 per second for 4 s")
                        .fast()
                        .expect(
                                exit(2),
                                missed(P95, FAILURES),
                                reason("too few samples to judge, of 100 in each quarter: POST /redeem")),
                soak("drift: a server without metrics", LOAD)
                        .variable("PERF_SUPABASE_METRICS_URL", "")
                        .expect(
                                exit(0),
                                nothingMissed(),
                                outcomeOf("drift of memory", "PRINTED"),
                                outcomeOf(CONNECTIONS, "PRINTED")));
    }

    private static TruthRow soak(String name, String load) {
        return row(name)
                .of(StationRedeemPeak.class)
                .load(load, "judges-drift", true)
                .file("drift.p95-from", "250 ms") // what a busy test machine varies by
                .faults(MARK);
    }

    /** Nine of ten previews fail, which is allowed here; who has none does not fetch its documents. */
    private static TruthRow vanishing() {
        return row("drift: documents are no longer fetched")
                .of(VoucherPreviewSpike.class)
                .alone()
                .load("hold 35 per second for 16 s", "judges-drift", true)
                .file("failed", "99 %")
                .file("budgets", null)
                .file("drift", Map.of("p95", "99 %", "p95-from", "10 s"))
                .faults("mark { endpoints = \"POST /api/vouchers/preview\", latency { constant = 1 ms } }")
                .meanwhile("from the middle of the load on: nine of ten previews fail", (run, bench) -> {
                    run.requestsFor("mark", 280);
                    bench.faults("faults { broken { endpoints = \"POST /api/vouchers/preview\", status = 503,"
                            + " share = 90 % } }");
                });
    }

    /** More accounts than a quarter asks for, each with a token that is minted in the first quarter and used to the end. */
    private static TruthRow tokensShared() {
        return row("drift: users share tokens that were minted at the beginning")
                .of(ApiSmoke.class)
                .load("hold 30 per second for 24 s", "judges-drift", true)
                .file("drift", Map.of("p95", "99 %", "p95-from", "10 s", "failed", "0.5 %"))
                .plan("rate-limits { agent-api { calls = 100000 } }")
                .variable("PERF_TOKEN_REUSE", "true")
                .before(ACCOUNTS + " accounts", (run, bench) -> {
                    bench.sql(ADD_ACCOUNTS);
                    var personas = run.trial().folder().resolve("personas.csv");
                    var lines = IntStream.rangeClosed(1, ACCOUNTS)
                            .mapToObj(n -> "shared." + n + "@example.com,password123,demo\n")
                            .collect(Collectors.joining());
                    Files.writeString(personas, "email,password,orgSlug\n" + lines);
                    run.trial().with("PERF_PERSONA_FILE", personas.toString());
                })
                .expect(
                        exit(0),
                        nothingMissed(),
                        count(MINT, ACCOUNTS - 1), // the first is minted before the load
                        outcomeOf(P95, "MET"),
                        outcomeOf(FAILURES, "MET"));
    }

    private static TruthRow laterOn(String name, String fault) {
        return soak(name, LOAD).meanwhile("from the middle of the load on: " + fault, (run, bench) -> {
            run.requestsFor("mark", HALF);
            bench.faults("faults { " + fault + " }");
        });
    }

    /** At one reading a second a quarter has five. */
    private static TruthRow leaking() {
        return soak("drift: connections are left open", "hold 30 per second for 20 s")
                .variable("PERF_METRICS_EVERY", "1")
                .meanwhile(LEAKED + " connections more from the middle of the load on", (run, bench) -> {
                    run.requestsFor("mark", 300);
                    for (var i = 0; i < LEAKED; i++) {
                        run.keep(bench.connect());
                    }
                });
    }
}
