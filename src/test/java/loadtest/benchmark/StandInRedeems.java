package loadtest.benchmark;

import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import loadtest.settings.Settings;
import loadtest.target.StandInProcess;

/**
 * What a redeem costs the stand-in: CPU of its JVM, without its Postgres, for the first ones and for those after them, and
 * how many a second it answers while clients and Postgres share the machine with it.
 *
 * @param cold the first redeems of a stand-in
 * @param warm those after them
 */
record StandInRedeems(int cold, int warm) {
    private static final int CLIENTS = 8;
    private static final int MOST = 10_000; // codes of four digits
    private static final double MOST_MILLIS = 0.10;

    static StandInRedeems usual() {
        return new StandInRedeems(1_000, MOST - 1_000);
    }

    void run(BenchmarkReport report) throws Exception {
        report.note("The stand-in's JVM compiles by C1 alone, as it does in a run; the second row has C2, too.");
        var table = BenchmarkTable.of(
                "A redeem on the stand-in", "JVM", "redeems", "CPU of each", "a second", "the first", "CPU of each");
        var usual = measure(List.of());
        usual.addTo(table, "C1");
        measure(List.of("-XX:TieredStopAtLevel=4")).addTo(table, "C1 and C2");
        report.table(table);
        report.aim("CPU of a redeem", usual.warm().millis(), Aim.atMost(MOST_MILLIS, " ms"));
    }

    /** What so many redeems cost. */
    private record Cost(int redeems, double millis, double perSecond) {}

    private record Measured(Cost cold, Cost warm) {
        void addTo(BenchmarkTable table, String jvm) {
            table.row(
                    jvm,
                    warm.redeems(),
                    MedianRange.of(warm.millis(), "ms", 3),
                    Math.round(warm.perSecond()),
                    cold.redeems(),
                    MedianRange.of(cold.millis(), "ms", 3));
        }
    }

    private Measured measure(List<String> options) throws Exception {
        try (var standIn = StandInProcess.start(Optional.empty(), options)) {
            var vouchers = vouchers(standIn, cold + warm);
            return new Measured(
                    redeem(standIn, vouchers.subList(0, cold)), redeem(standIn, vouchers.subList(cold, cold + warm)));
        }
    }

    private static List<String> vouchers(StandInProcess standIn, int count) throws SQLException {
        var database = Settings.of(standIn.variables()).supabase().database().orElseThrow();
        var ids = new ArrayList<String>();
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.properties());
                var statement = connection.createStatement();
                var made = statement.executeQuery(
                        "insert into vouchers (amount, code5) select 1, 'Z' || lpad(n::text, 4, '0')"
                                + " from generate_series(0, " + (count - 1) + ") n returning id::text")) {
            while (made.next()) {
                ids.add(made.getString(1));
            }
        }
        return ids;
    }

    private static Cost redeem(StandInProcess standIn, List<String> vouchers)
            throws InterruptedException, ExecutionException {
        var threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            var begin = System.nanoTime();
            var before = standIn.cpu();
            var clients = new ArrayList<Future<?>>();
            for (var i = 0; i < CLIENTS; i++) {
                var own = vouchers.subList(vouchers.size() * i / CLIENTS, vouchers.size() * (i + 1) / CLIENTS);
                clients.add(threads.submit(() -> {
                    MinimalClient.send(
                            port(standIn),
                            own.stream().map(id -> request(standIn, id)).toList());
                    return null;
                }));
            }
            for (var client : clients) {
                client.get();
            }
            var cpu = standIn.cpu().minus(before);
            return new Cost(
                    vouchers.size(),
                    cpu.toMillis() / (double) vouchers.size(),
                    vouchers.size() / ((System.nanoTime() - begin) / 1e9));
        } finally {
            threads.shutdownNow();
        }
    }

    private static int port(StandInProcess standIn) {
        return URI.create(standIn.variables().get("PERF_BASE_URL")).getPort();
    }

    private static byte[] request(StandInProcess standIn, String voucher) {
        return MinimalClient.bytes(
                "POST /redeem",
                "x-bridge-secret: " + standIn.variables().get("BRIDGE_SHARED_SECRET") + "\r\n",
                "{\"voucherId\":\"" + voucher + "\"}");
    }
}
