package loadtest.standin;

import static loadtest.standin.Expect.get;
import static loadtest.standin.Expect.headers;
import static loadtest.standin.Expect.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Previews, redeems and metrics, row by row. Vouchers are the test's own, so seeded fixtures stay as they are. */
@ExtendWith(StandInExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VoucherPlatformIT {
    private static final String PREVIEW = "/api/vouchers/preview";
    private static final String METRICS = "/customer/v1/privileged/metrics";
    private static final String[] NONE = {};

    private Target target;
    private String[] bridge;
    private String station;

    @BeforeAll
    void target(Target shared) throws SQLException {
        target = shared;
        bridge = headers("x-bridge-secret", target.variable("BRIDGE_SHARED_SECRET"));
        station = target.sql("select id::text from stations order by engencode limit 1");
    }

    /** @param changes what is special about it, as SQL: {@code status = 'void'} */
    private String voucher(String changes) throws SQLException {
        var id = target.sql("insert into vouchers (amount, code5) values (2000.50,"
                + " upper(substr(replace(gen_random_uuid()::text, '-', ''), 1, 5))) returning id::text");
        if (!changes.isEmpty()) {
            target.sql("update vouchers set " + changes + " where id = ?::uuid", id);
        }
        return id;
    }

    private static String body(String voucher) {
        return "{\"voucherId\":\"%s\"}".formatted(voucher);
    }

    private String body(String voucher, String atStation) {
        return "{\"voucherId\":\"%s\",\"stationId\":\"%s\",\"operator\":\"Ann\"}".formatted(voucher, atStation);
    }

    @TestFactory
    Stream<DynamicTest> previews() throws SQLException {
        var voucher = voucher("expires_at = '2030-05-01'");
        var full = """
                {"voucherId":"%s","amount":2000.5,"currency":"RWF","code":"AAAAA","expiresAt":"2030-01-01T00:00:00Z",
                 "barName":"Bar","unknown":1}""".formatted(voucher);
        var invalid = "/error=invalid_payload";
        return Stream.of(
                        post(
                                "a voucher",
                                PREVIEW,
                                full,
                                bridge,
                                200,
                                "/imageUrl",
                                "/pdfUrl",
                                "/expiresAt=2030-05-01T00:00:00+00:00",
                                "/integration/status=ok",
                                "/integration/target"),
                        post(
                                "no secret",
                                PREVIEW,
                                full,
                                NONE,
                                401,
                                "/error=unauthorized",
                                "/message=invalid bridge secret"),
                        post(
                                "a wrong secret",
                                PREVIEW,
                                full,
                                headers("x-bridge-secret", "x"),
                                401,
                                "/error=unauthorized"),
                        post("no voucher", PREVIEW, "{}", bridge, 400, invalid, "/message"),
                        post("unknown voucher", PREVIEW, body(UUID.randomUUID().toString()), bridge, 400, invalid),
                        post("a bad amount", PREVIEW, full.replace("2000.5", "-1"), bridge, 400, invalid),
                        post("a bad expiry", PREVIEW, full.replace("2030-01-01", "soon"), bridge, 400, invalid),
                        post("no JSON", PREVIEW, "x", bridge, 400, invalid),
                        get("unknown image", "/api/vouchers/" + UUID.randomUUID() + "/qr.png", NONE, 404, "/error"),
                        get("no id", "/api/vouchers/x/qr.png", NONE, 404, "/error"),
                        get("unknown PDF", "/api/vouchers/" + UUID.randomUUID() + "/voucher.pdf", NONE, 404, "/error"))
                .map(row -> row.of(target));
    }

    @Test
    void imageAndPdfShowTheVoucherAndLeaveItAsItWas() throws SQLException, IOException, NotFoundException {
        var voucher = voucher("");
        var row = "select v::text || xmin from vouchers v where id = ?::uuid";
        var before = target.sql(row, voucher);
        var code = target.sql("select code5 from vouchers where id = ?::uuid", voucher);
        var preview = target.send("POST", PREVIEW, body(voucher), bridge).json();

        var image = target.send("GET", preview.path("imageUrl").asText(), null);
        var pdf = target.send("GET", preview.path("pdfUrl").asText(), null);

        assertThat(image.header("content-type")).isEqualTo("image/png");
        var pixels = ImageIO.read(new ByteArrayInputStream(image.body()));
        var bitmap = new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(pixels)));
        assertThat(new MultiFormatReader().decode(bitmap).getText()).contains(voucher, code);
        assertThat(pdf.header("content-type")).isEqualTo("application/pdf");
        try (var document = Loader.loadPDF(pdf.body())) {
            assertThat(new PDFTextStripper().getText(document)).contains(code, "2000.50 RWF");
        }
        assertThat(target.sql(row, voucher)).isEqualTo(before);
    }

    @Test
    void aPreviewKeyAnswersAsTheFirstTime() throws SQLException {
        var voucher = voucher("expires_at = '2030-05-01'");
        var keyed = headers("x-bridge-secret", target.variable("BRIDGE_SHARED_SECRET"), "x-idempotency-key", "k-1");
        var first = target.send("POST", PREVIEW, body(voucher), keyed);
        target.sql("update vouchers set expires_at = '2031-05-01' where id = ?::uuid", voucher);

        assertThat(target.send("POST", PREVIEW, body(voucher), keyed).json()).isEqualTo(first.json());
        assertThat(target.send("POST", PREVIEW, body(voucher), bridge).json()).isNotEqualTo(first.json());
    }

    @TestFactory
    Stream<DynamicTest> redeems() throws SQLException {
        var elsewhere = "station_scope = (select id from stations order by engencode offset 1 limit 1)";
        var here = "station_scope = '%s'".formatted(station);
        var success = new String[] {
            "/status=redeemed",
            "/voucherId",
            "/stationId",
            "/amount=2000.5",
            "/currency=RWF",
            "/redeemedAt",
            "/reference"
        };
        return Stream.of("/redeem", "/api/station/redeem")
                .flatMap(path -> {
                    try {
                        return Stream.of(
                                post("issued", path, body(voucher(""), station), bridge, 200, success),
                                post("sent", path, body(voucher("status = 'sent'"), station), bridge, 200, success),
                                post("scoped here", path, body(voucher(here), station), bridge, 200, success),
                                post("no station", path, body(voucher("")), bridge, 200, "/status=redeemed"),
                                post("no secret", path, body(voucher("")), NONE, 401, "/error=unauthorized"),
                                post("no voucher", path, "{}", bridge, 400, "/error=invalid_payload"),
                                post("no uuid", path, body("x"), bridge, 400, "/error=invalid_payload"),
                                post("no uuid of a station", path, body(voucher(""), "x"), bridge, 400, "/error"),
                                post(
                                        "scoped elsewhere",
                                        path,
                                        body(voucher(elsewhere), station),
                                        bridge,
                                        403,
                                        "/status=invalid_station"),
                                post(
                                        "scoped, no station",
                                        path,
                                        body(voucher(here)),
                                        bridge,
                                        403,
                                        "/status=invalid_station"),
                                post(
                                        "unknown station",
                                        path,
                                        body(voucher(""), UUID.randomUUID().toString()),
                                        bridge,
                                        403,
                                        "/status=invalid_station"),
                                post(
                                        "unknown",
                                        path,
                                        body(UUID.randomUUID().toString(), station),
                                        bridge,
                                        404,
                                        "/status=not_found"),
                                post("unknown code", path, "{\"voucherCode\":\"?\"}", bridge, 404, "/status=not_found"),
                                post(
                                        "redeemed",
                                        path,
                                        body(voucher("status = 'redeemed', redeemed_at = now()")),
                                        bridge,
                                        409,
                                        "/status=already_redeemed",
                                        "/redeemedAt"),
                                post("void", path, body(voucher("status = 'void'")), bridge, 409, "/status=void"),
                                post(
                                        "expired",
                                        path,
                                        body(voucher("status = 'expired'")),
                                        bridge,
                                        410,
                                        "/status=expired"),
                                post(
                                        "past its time",
                                        path,
                                        body(voucher("expires_at = now() - interval '1 s'")),
                                        bridge,
                                        410,
                                        "/status=expired"));
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .map(row -> row.of(target));
    }

    @Test
    void aVoucherIsRedeemedByItsCodeAndLeavesOneEvent() throws SQLException {
        var voucher = voucher("");
        var code = target.sql("select code5 from vouchers where id = ?::uuid", voucher);

        var answer = target.send("POST", "/redeem", "{\"voucherCode\":\"%s\"}".formatted(code), bridge);

        assertThat(answer.json().path("voucherId").asText()).isEqualTo(voucher);
        assertThat(target.sql("select status from vouchers where id = ?::uuid", voucher))
                .isEqualTo("redeemed");
        assertThat(target.sql(
                        "select string_agg(event_type || id, ',') from voucher_events where voucher_id = ?::uuid",
                        voucher))
                .isEqualTo("redeemed" + answer.json().path("reference").asText());
    }

    @Test
    void aRedeemKeyAnswersAsTheFirstTime() throws SQLException {
        var voucher = voucher("");
        var keyed =
                headers("x-bridge-secret", target.variable("BRIDGE_SHARED_SECRET"), "idempotency-key", "k-" + voucher);

        var first = target.send("POST", "/redeem", body(voucher, station), keyed);
        var second = target.send("POST", "/redeem", body(voucher, station), keyed);

        assertThat(first.status()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(target.send("POST", "/redeem", body(voucher, station), bridge)
                        .status())
                .isEqualTo(409);
    }

    @Test
    void ofTwentyRedeemsAtOnceOneWins() throws Exception {
        var voucher = voucher("");
        var threads = Executors.newFixedThreadPool(20);
        try {
            Callable<Integer> redeem = () -> target.send("POST", "/redeem", body(voucher, station), bridge)
                    .status();
            var statuses = threads.invokeAll(
                    IntStream.range(0, 20).mapToObj(i -> redeem).toList());
            var counts = statuses.stream()
                    .map(status -> {
                        try {
                            return status.get();
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .collect(Collectors.groupingBy(status -> status, Collectors.counting()));

            assertThat(counts).isEqualTo(java.util.Map.of(200, 1L, 409, 19L));
            assertThat(target.sql("select count(*) from voucher_events where voucher_id = ?::uuid", voucher))
                    .isEqualTo("1");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theDatabaseItselfRefusesASecondRedeem() throws SQLException {
        var insert = "insert into voucher_events (voucher_id, event_type) values (?::uuid, 'redeemed')";
        var voucher = voucher("");
        target.sql(insert, voucher);

        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> target.sql(insert, voucher)))
                .hasMessageContaining("voucher_events_redeemed_once");
    }

    @Test
    void metricsAreOfTheRealMachineAndDatabase() {
        var login = "service_role:" + target.variable("SUPABASE_SERVICE_ROLE_KEY");
        var basic = "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));

        var reply = target.send("GET", METRICS, null, "authorization", basic);

        assertThat(reply.header("content-type")).startsWith("text/plain");
        assertThat(new String(reply.body(), StandardCharsets.UTF_8))
                .contains("node_cpu_seconds_total{", "mode=\"", "node_load1 ", "node_memory_MemAvailable_bytes ")
                .containsPattern("pg_stat_database_num_backends\\{datname=\"postgres\"} [1-9]")
                .containsPattern("pg_stat_database_xact_commit_total\\{[^}]*} [1-9]")
                .containsPattern("pg_stat_statements_total_time_seconds\\{[^}]*} \\d")
                .containsPattern("pg_database_size_bytes\\{[^}]*} \\d{6,}");
        assertThat(target.send("GET", METRICS, null).status()).isEqualTo(401);
        assertThat(target.send("GET", METRICS, null, "authorization", basic + "x")
                        .status())
                .isEqualTo(401);
    }
}
