package loadtest.standin.voucher;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import loadtest.standin.database.Db;
import loadtest.standin.fault.Bug;
import loadtest.standin.http.Api;
import loadtest.standin.http.ApiAnswer;
import loadtest.standin.http.Call;
import loadtest.standin.http.Json;
import loadtest.standin.http.Refusal;

/** A voucher shown before it is sent: its preview, QR code and document. Vouchers themselves are only read. */
public final class VoucherRoutes {
    private static final String FILES = "/api/vouchers/";

    /** The preview; with a key, the one that was first given for it. */
    private static final String PREVIEW = """
            with fresh as (
              select jsonb_build_object(
                'imageUrl', ?::text || id || '/qr.png', 'pdfUrl', ?::text || id || '/voucher.pdf',
                'expiresAt', coalesce(expires_at, ?::timestamptz),
                'integration', jsonb_build_object('status', 'ok', 'target', 'renderer')) as payload
              from vouchers where id = ?
            ), kept as (
              insert into idempotency_keys as known (key, payload, request)
              select ?::text, payload, ? from fresh where ?::text is not null
              on conflict (key) do update set created_at = known.created_at
              returning payload, request
            )
            select coalesce((select payload from kept), payload)::text, (select request from kept) from fresh
            """;

    private static final String VOUCHER =
            "select id, code5, amount, currency, status, expires_at from vouchers where id = ?";

    private static final String ERROR_PAGE = "<html><body><h1>Something went wrong</h1></body></html>";

    private final Db db;
    private final Bridge bridge;
    private final String files;

    /** @param baseUrl the address under which clients fetch image and PDF */
    public VoucherRoutes(Db db, Bridge bridge, String baseUrl) {
        this.db = db;
        this.bridge = bridge;
        this.files = baseUrl + FILES;
    }

    public void register(Api api) {
        var degraded = new JsonObject().put("status", "degraded").put("message", "vouchers cannot be read");
        api.post(
                FILES + "preview",
                bridge.guard(this::preview),
                ApiAnswer.json(503, new JsonObject().put("integration", degraded)));
        api.get(
                FILES + ":id/qr.png",
                file("image/png", Documents::qrCode, Bug.IMAGE_IS_NONE),
                ApiAnswer.error(500, "image_failed"));
        api.get(
                FILES + ":id/voucher.pdf",
                file("application/pdf", Documents::pdf, Bug.PDF_IS_NONE),
                ApiAnswer.error(500, "pdf_failed"));
    }

    private ApiAnswer preview(Call call) throws SQLException {
        var body = call.body(Bridge::invalid);
        var id = Call.text(body, "voucherId")
                .flatMap(Call::uuid)
                .orElseThrow(() -> Bridge.invalid("voucherId must be a uuid"));
        check(body);
        var expiresAt = expiresAt(body);
        var key = call.header("x-idempotency-key").map("preview-"::concat).orElse(null);
        var request = key == null ? null : Json.fingerprint(body);
        var preview = db.one(
                        PREVIEW,
                        row -> {
                            if (!Objects.equals(request, row.getString(2))) {
                                throw Bridge.keyOfAnother("x-idempotency-key");
                            }
                            return row.getString(1);
                        },
                        files,
                        files,
                        expiresAt,
                        id,
                        key,
                        request,
                        key)
                .orElseThrow(() -> Bridge.invalid("voucherId names no voucher"));
        return ApiAnswer.json(200, call.has(Bug.DEGRADED_PREVIEW) ? degraded(preview) : preview);
    }

    private static String degraded(String preview) {
        var integration = new JsonObject().put("status", "degraded").put("message", "the renderer is not reached");
        return new JsonObject(preview).put("integration", integration).encode();
    }

    private static void check(JsonObject body) {
        var amount = body.getValue("amount");
        if (amount != null && !(amount instanceof Number number && number.doubleValue() > 0)) {
            throw Bridge.invalid("amount must be a number above 0");
        }
        for (var field : new String[] {"currency", "code", "barName"}) {
            if (body.getValue(field) != null && !(body.getValue(field) instanceof String)) {
                throw Bridge.invalid(field + " must be a text");
            }
        }
    }

    private static OffsetDateTime expiresAt(JsonObject body) {
        try {
            return body.getValue("expiresAt") == null
                    ? null
                    : OffsetDateTime.parse(body.getValue("expiresAt").toString());
        } catch (DateTimeException e) {
            throw Bridge.invalid("expiresAt must be an ISO-8601 instant");
        }
    }

    private Api.Endpoint file(String contentType, Function<Documents.Voucher, byte[]> renderer, Bug none) {
        return call -> {
            if (call.has(none)) {
                return ApiAnswer.file(contentType, ERROR_PAGE.getBytes(StandardCharsets.US_ASCII));
            }
            var id = call.id("id").orElseThrow(() -> new Refusal(404, "voucher not found"));
            return ApiAnswer.file(contentType, renderer.apply(voucher(id)));
        };
    }

    private Documents.Voucher voucher(UUID id) throws SQLException {
        return db.one(
                        VOUCHER,
                        row -> new Documents.Voucher(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                row.getObject(3, BigDecimal.class),
                                row.getString(4),
                                row.getString(5),
                                row.getObject(6, OffsetDateTime.class)),
                        id)
                .orElseThrow(() -> new Refusal(404, "voucher not found"));
    }
}
