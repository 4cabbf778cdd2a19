package loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.audit.Audit;
import loadtest.scenario.agent.SessionAudit;
import loadtest.scenario.agent.SessionLedger;
import loadtest.scenario.campaign.DispatchAudit;
import loadtest.scenario.campaign.DispatchLedger;
import loadtest.scenario.preview.PreviewAudit;
import loadtest.scenario.redeem.RedeemAudit;
import loadtest.scenario.redeem.RedeemLedger;
import loadtest.target.Scenario;
import loadtest.testing.Simulations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Nothing is sent without a promise, and nothing is promised of what is never sent. HTTP chains cannot be built
 * outside the engine, so the requests of a scenario are followed through the sources: from its simulation to journeys,
 * and on to the methods of endpoints.
 */
class CompletenessTest {
    private static final Pattern METHOD =
            Pattern.compile("public (?:static )?(?:HttpRequestActionBuilder|Document) (\\w+)\\(");
    private static final Pattern NAME = Pattern.compile("(?:http|post|document)\\((?:\"([^\"]+)\"|([A-Z_]+))[,)]");
    private static final Pattern CALL = Pattern.compile("\\b(\\w+)\\.(\\w+)\\((?:api)?\\)");
    private static final Pattern JOURNEY =
            Pattern.compile("\\b([A-Z]\\w+|signIn)\\.(?:journey|withoutArchive|chain)\\(");

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void everyRequestOfAScenarioHasAnSloRowAndEveryRowARequest(Scenario scenario) {
        var sent = requestsOf(read(scenario.simulation()), new HashSet<>());

        assertThat(sent).isNotEmpty();
        assertThat(scenario.file().slos().requestNames()).containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void everyEndpointIsPromisedSomewhere() {
        var promised = Arrays.stream(Scenario.values())
                .flatMap(scenario -> scenario.file().slos().requestNames().stream())
                .collect(Collectors.toSet());

        assertThat(promised)
                .containsExactlyInAnyOrderElementsOf(Set.copyOf(endpoints().values()));
    }

    @Test
    void requestNamesAreConstants() {
        assertThat(endpoints().values())
                .allSatisfy(name -> assertThat(name).matches("(GET|POST) \\S.*").doesNotContain("#{", "$"));
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void everyIntegrityPromiseHasAnAuditAndEveryAuditIsPromised(Scenario scenario) {
        assertThat(audit(scenario).findings().keySet())
                .containsExactlyInAnyOrderElementsOf(scenario.file().slos().integrity());
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void whatAFileMayPromiseIsWhatTheAuditFinds(Scenario scenario) {
        assertThat(audit(scenario).findings().keySet()).containsExactlyInAnyOrderElementsOf(scenario.audited());
    }

    /** As the simulations wire them. */
    private static Audit audit(Scenario scenario) {
        return switch (scenario) {
            case CAMPAIGN_BULK_SEND ->
                new DispatchAudit(
                        new DispatchLedger(),
                        new DispatchAudit.Send("any", List.of("+250780950000"), List.of()),
                        () -> 0,
                        Optional.empty());
            case STATION_REDEEM_PEAK -> new RedeemAudit(new RedeemLedger(), List.of(), Optional.empty());
            case VOUCHER_PREVIEW_SPIKE -> new PreviewAudit(List.of(), Optional.empty());
            case AGENT_JOURNEYS -> new SessionAudit(new SessionLedger(), Optional.empty());
            case API_SMOKE -> Audit.NONE; // opens no session, changes no fixture
        };
    }

    private static Set<String> requestsOf(String source, Set<String> seen) {
        var names = new HashSet<String>();
        CALL.matcher(source)
                .results()
                .map(call -> endpoints().get(call.group(1).toLowerCase(Locale.ROOT) + "." + call.group(2)))
                .filter(name -> name != null)
                .forEach(names::add);
        JOURNEY.matcher(source)
                .results()
                .map(call -> call.group(1).equals("signIn") ? "SignIn" : call.group(1))
                .filter(seen::add)
                .forEach(journey -> names.addAll(requestsOf(read(journey), seen)));
        return names;
    }

    /** Request names by class and method, such as {@code agents.plan}. */
    private static Map<String, String> endpoints() {
        var names = new HashMap<String, String>();
        try (Stream<Path> files = Files.walk(Simulations.ROOMS)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> {
                var simple = file.getFileName().toString().replace(".java", "");
                var source = text(file);
                METHOD.matcher(source).results().forEach(method -> {
                    var key = simple.toLowerCase(Locale.ROOT) + "." + method.group(1);
                    assertThat(names.put(key, nameAfter(source, method.end()))).isNull();
                });
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    private static String nameAfter(String source, int offset) {
        var name = NAME.matcher(source);
        assertThat(name.find(offset)).isTrue();
        if (name.group(1) != null) {
            return name.group(1);
        }
        var constant = Pattern.compile(name.group(2) + " = \"([^\"]+)\"").matcher(source);
        assertThat(constant.find()).isTrue();
        return constant.group(1);
    }

    private static String read(String simpleName) {
        return text(Simulations.source(simpleName));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
