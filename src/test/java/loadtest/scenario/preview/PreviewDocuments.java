package loadtest.scenario.preview;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import loadtest.settings.BadInput;
import loadtest.settings.ClassPath;
import loadtest.settings.ServerAnswer;
import loadtest.settings.TargetGuard;
import loadtest.settings.VoucherDocument;
import loadtest.target.Check;
import loadtest.target.LinkedDocument;
import loadtest.target.Origin;
import loadtest.target.ReadinessCheck;

/**
 * Requests one preview and follows its documents as far as the guard permits: unconfirmed hosts are named
 * before they cost a run its samples.
 */
public final class PreviewDocuments implements ReadinessCheck {
    private static final String NAME = "documents";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A field of the feeder as the engine's expression language has it, as a JSON string or as it is. */
    private static final Pattern FIELD = Pattern.compile("#\\{(\\w+)(\\.jsonStringify\\(\\))?}");

    @Override
    public List<Check> check(About about) {
        var server = about.target().origins(about.file().scenario()).named(VoucherPreviewSpike.SERVER);
        return List.of(Check.of(NAME, () -> new Visit(about, server).documents()));
    }

    /** One preview and what it leads to. */
    private static final class Visit {
        private final About about;
        private final Origin server;
        private final TargetGuard guard;
        private final Set<VoucherDocument> promised;
        private final TreeSet<String> visited = new TreeSet<>();
        private final TreeSet<String> unconfirmed = new TreeSet<>();

        Visit(About about, Origin server) {
            this.about = about;
            this.server = server;
            var settings = about.target().settings();
            this.guard = new TargetGuard(settings.run());
            this.promised = PromisedDocuments.of(settings, about.file().scenario());
        }

        Check documents() {
            var answer = about.preflight().post(server, body());
            if (answer.status() != 200 && answer.status() != 202) {
                throw new BadInput("a preview answers " + answer.answer().shown()
                        + ", and so it would in the load: where its documents are is not known");
            }
            var preview = answer.answer().json();
            for (var document : promised) {
                var named = preview.path(Vouchers.field(document)).asText("");
                requireMade(document, named);
                follow(Vouchers.field(document), named);
            }
            if (unconfirmed.isEmpty()) {
                return Check.ok(
                        NAME,
                        visited.isEmpty()
                                ? "of a preview are none that it promises"
                                : "of a preview are on " + String.join(", ", visited));
            }
            throw new BadInput("a preview leads to " + String.join(", ", unconfirmed)
                    + ", which nobody has confirmed: documents there would not be fetched, and fail; if this is meant, "
                    + guard.confirming(List.copyOf(unconfirmed)));
        }

        private void requireMade(VoucherDocument document, String named) {
            if (named.isBlank()) {
                var others = EnumSet.copyOf(promised);
                others.remove(document);
                throw new BadInput(Vouchers.absence(document) + ": a preview answers without "
                        + Vouchers.field(document) + "; where it is made later, PERF_VOUCHER_DOCUMENTS="
                        + VoucherDocument.words(others) + " leaves it out");
            }
        }

        private void follow(String field, String named) {
            var base = server.address();
            var next = named;
            for (var redirects = 0; redirects <= LinkedDocument.MOST_REDIRECTS; redirects++) {
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
                var answer = about.preflight().follow(server, base);
                if (!LinkedDocument.redirects(answer.status())) {
                    requireOk(field, base, answer.answer());
                    return;
                }
                next = answer.answer().redirect().orElse(""); // the guard says that this is no address
            }
            throw new BadInput(
                    field + " of a preview is redirected more than " + LinkedDocument.MOST_REDIRECTS + " times");
        }

        private static void requireOk(String field, URI address, ServerAnswer answer) {
            if (answer.status() != 200 || answer.isPage()) {
                throw new BadInput(field + " of a preview: " + address.getScheme() + "://" + address.getRawAuthority()
                        + address.getRawPath() + " answers " + answer.shown()
                        + ", and every such document would fail in the load");
            }
        }

        /** The first voucher that the load would preview, in the load's own body. */
        private String body() {
            var fixtures = about.target().fixtures().summary();
            var settings = about.target().settings().vouchers();
            var voucher = PreviewFeed.of(fixtures.voucherPreviewPayloads(), settings, "doctor")
                    .next();
            return FIELD.matcher(ClassPath.text(Vouchers.BODY))
                    .replaceAll(field -> Matcher.quoteReplacement(
                            field.group(2) == null
                                    ? String.valueOf(voucher.get(field.group(1)))
                                    : quoted(voucher.get(field.group(1)))));
        }

        private static String quoted(Object value) {
            try {
                return JSON.writeValueAsString(value);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
