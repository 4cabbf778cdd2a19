package loadtest.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import loadtest.seed.summary.SeedSummary;
import loadtest.settings.BadInput;
import loadtest.settings.Settings;
import loadtest.settings.TargetGuard;

/**
 * Makes one preview and follows its documents as far as the guard lets: hosts that nobody has confirmed are named
 * before they cost a run its samples.
 */
final class PreviewCheck {
    private static final String NAME = "documents";
    private static final int MOST_HOPS = 6; // the address, and five redirects
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Scenario scenario;
    private final Settings settings;
    private final Preflight preflight;
    private final TargetGuard guard;
    private final TreeSet<String> visited = new TreeSet<>();
    private final TreeSet<String> unconfirmed = new TreeSet<>();

    PreviewCheck(Scenario scenario, Settings settings, Preflight preflight) {
        this.scenario = scenario;
        this.settings = settings;
        this.preflight = preflight;
        this.guard = new TargetGuard(settings.run());
    }

    /** Empty for scenarios without previews. */
    Stream<Check> look() {
        return scenario == Scenario.VOUCHER_PREVIEW_SPIKE
                ? Door.of(scenario, settings).stream().map(door -> Check.of(NAME, () -> documents(door)))
                : Stream.empty();
    }

    private Check documents(Door door) {
        var answer = preflight.preview(door, body());
        if (answer.status() != 200 && answer.status() != 202) {
            return Check.note(NAME, "a preview answers " + answer.status() + ": where its documents are is not known");
        }
        var preview = json(answer.body());
        for (var field : List.of("imageUrl", "pdfUrl")) {
            follow(door, field, preview.path(field).asText());
        }
        if (unconfirmed.isEmpty()) {
            return Check.ok(NAME, "of a preview are on " + String.join(", ", visited));
        }
        throw new BadInput("a preview leads to " + String.join(", ", unconfirmed)
                + ", which nobody has confirmed: documents there would not be fetched, and fail; if this is meant, "
                + guard.confirming(List.copyOf(unconfirmed)));
    }

    private void follow(Door door, String field, String named) {
        var base = door.url();
        var next = named;
        for (var hop = 0; hop < MOST_HOPS; hop++) {
            var judgement = guard.judge(base, next);
            judgement.unconfirmed().ifPresent(unconfirmed::add);
            if (judgement.address().isEmpty() && judgement.unconfirmed().isEmpty()) {
                throw new BadInput(field + " of a preview: " + judgement.refusal());
            }
            if (judgement.address().isEmpty()) {
                return;
            }
            base = judgement.address().get();
            visited.add(base.getRawAuthority());
            var answer = preflight.follow(door, base);
            if (answer.status() / 100 != 3 || answer.location().isEmpty()) {
                return;
            }
            next = answer.location().get();
        }
    }

    /** As the load has it in {@code bodies/voucher-preview.json}. */
    private String body() {
        var voucher = SeedSummary.read(settings.seed().summaryPath())
                .voucherPreviewPayloads()
                .get(0);
        try {
            return JSON.writeValueAsString(Map.of(
                    "voucherId", voucher.voucherId(),
                    "code", voucher.code(),
                    "amount", voucher.amount(),
                    "currency", voucher.currency(),
                    "expiresAt", voucher.expiresAt(),
                    "barName", "Load test station"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
