package loadtest.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import loadtest.report.summary.RunOutcome;
import loadtest.report.summary.Summary;
import loadtest.report.summary.VerdictView;
import loadtest.settings.ClassPath;
import loadtest.slo.Observation;
import loadtest.slo.Promise;
import loadtest.slo.PromiseKind;
import loadtest.slo.Statistic;
import loadtest.slo.Verdict;
import loadtest.slo.VerdictOutcome;
import loadtest.testing.Summaries;
import loadtest.testing.Together;
import loadtest.testing.Verdicts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** The XML as a build server parses it. */
class JUnitXmlTest {
    private static final List<Verdict> VERDICTS = List.of(
            Verdicts.latency("POST /redeem", Statistic.P95, 500L, 7, 40, VerdictOutcome.PRINTED, "few samples"),
            Verdicts.failed("POST /redeem", 1, 40, VerdictOutcome.MISSED, "1 x <found> \"503\" & ]]>"),
            Verdicts.budget("HTTP 5xx", List.of("5xx"), 0, 40, VerdictOutcome.MET),
            new Verdict(
                    Promise.kept(
                            PromiseKind.INTEGRITY,
                            "station_redeem_peak",
                            "control \u0000\u0008\u001b\uFFFE\uD800 characters"),
                    new Observation.Found("a\tb"),
                    1,
                    VerdictOutcome.MISSED,
                    "\u0007"),
            Verdicts.notAudited("every accepted redeem persisted", "no database", 0));

    @Test
    void hasACaseForEachVerdict() throws Exception {
        var reasons = VerdictView.reasons(VERDICTS);
        var suite = parsed(Summaries.of(RunOutcome.FAILED, reasons, VERDICTS));

        assertThat(suite.getAttribute("name")).isEqualTo("station_redeem_peak.ramp");
        assertThat(suite.getAttribute("tests")).isEqualTo("5");
        assertThat(suite.getAttribute("failures")).isEqualTo("2");
        assertThat(suite.getAttribute("skipped")).isEqualTo("1");
        assertThat(names(suite))
                .containsExactly(
                        "POST /redeem p95 (info: limit < 500 ms, actual 7 ms, samples 40, note: few samples)",
                        "POST /redeem failed",
                        "HTTP 5xx at most 0",
                        "control \uFFFD\uFFFD\uFFFD\uFFFD\uFFFD characters",
                        "every accepted redeem persisted");
        assertThat(only(suite, 1, "failure").getAttribute("message")).isEqualTo("2.50 % (1), limit < 1 %");
        assertThat(only(suite, 1, "failure").getTextContent())
                .startsWith("limit < 1 %, actual 2.50 % (1), samples 40, note: 1 x <found> \"503\" & ]]>\n"
                        + "POST /redeem: 1 × 503 where 200 or 201 was expected, first at ")
                .endsWith("(12:00:01 UTC), request 20300131T120000-3fa9c2-7 https://logs/7");
        assertThat(elements(suite, "testcase").get(0).getChildNodes().getLength())
                .as("what is for information passes")
                .isZero();
        assertThat(only(suite, 4, "skipped").getAttribute("message"))
                .startsWith("not audited")
                .contains("no database");
        assertThat(elements(suite, "failure")).hasSize(2);
        assertThat(elements(suite, "skipped")).hasSize(1);
    }

    @Test
    void aReasonThatIsNoVerdictFailsACaseOfItsOwn() throws Exception {
        var met = List.of(VERDICTS.get(2));
        var suite = parsed(Summaries.of(RunOutcome.INTERRUPTED, List.of("the run was interrupted"), met));

        assertThat(suite.getAttribute("tests")).isEqualTo("2");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(names(suite)).containsExactly("the run was interrupted", "HTTP 5xx at most 0");
        assertThat(only(suite, 0, "failure").getAttribute("type")).isEqualTo("INTERRUPTED");
    }

    @Test
    void aRunThatDidNotHappenIsAnError() throws Exception {
        var suite = parsed(Summaries.of(RunOutcome.NOT_RUN, List.of("cannot run: no target"), List.of()));

        assertThat(suite.getAttribute("errors")).isEqualTo("1");
        assertThat(only(suite, 0, "error").getAttribute("message")).isEqualTo("cannot run: no target");
    }

    @Test
    void oneRootHoldsTheSuitesOfSeveralRuns() throws Exception {
        var failed = Summaries.of(RunOutcome.FAILED, VerdictView.reasons(VERDICTS), VERDICTS);
        var notRun = Summaries.of(RunOutcome.NOT_RUN, List.of("<testsuite "), List.of());
        var root = parsed(JUnitRoot.of(List.of(JUnitXml.of(failed), JUnitXml.of(notRun), JUnitXml.of(failed))));

        assertThat(root.getTagName()).isEqualTo("testsuites");
        assertThat(elements(root, "testsuite"))
                .extracting(suite -> suite.getAttribute("id") + " " + suite.getAttribute("tests"))
                .containsExactly("0 5", "1 1", "2 5");
        assertThat(elements(parsed(JUnitRoot.of(List.of())), "testsuite")).isEmpty();
    }

    @Test
    void aRunOfSeveralScenariosHasASuiteForEach() throws Exception {
        var document = JUnitXml.of(Together.summary());
        var failed =
                Together.summary().verdicts().stream().filter(Verdict::missed).count();

        assertThat(elements(parsed(document), "testsuite"))
                .extracting(suite -> suite.getAttribute("name") + " " + suite.getAttribute("failures"))
                .containsExactly(
                        "everything.ramp 0",
                        "everything.ramp.api_smoke 0",
                        "everything.ramp.station_redeem_peak " + failed);
        assertThat(elements(parsed(JUnitRoot.of(List.of(document, document))), "testsuite"))
                .extracting(suite -> suite.getAttribute("id"))
                .containsExactly("0", "1", "2", "3", "4", "5");
    }

    @Test
    void aRunThatDidNotPassIsNeverGreen() throws Exception {
        var suite = parsed(Summaries.of(RunOutcome.FAILED, List.of(), List.of(VERDICTS.get(2))));

        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(elements(suite, "failure")).hasSize(1);
    }

    @Test
    void aRunThatPassedHasNoFailure() throws Exception {
        var suite = parsed(Summaries.of(RunOutcome.PASSED, List.of(), List.of(VERDICTS.get(2))));

        assertThat(suite.getAttribute("failures")).isEqualTo("0");
        assertThat(elements(suite, "failure")).isEmpty();
        assertThat(elements(suite, "testcase")).hasSize(1);
    }

    @Test
    void saysWhenWhereAndForHowLongSoThatViewersCanAddUp() throws Exception {
        var suite = parsed(Summaries.of(RunOutcome.FAILED, VerdictView.reasons(VERDICTS), VERDICTS));

        assertThat(suite.getAttribute("timestamp")).isEqualTo("2030-01-31T12:00:00");
        assertThat(suite.getAttribute("time")).isEqualTo("600.000");
        assertThat(suite.getAttribute("hostname")).isNotBlank();
        assertThat(elements(suite, "testcase")).allSatisfy(testcase -> assertThat(testcase.getAttribute("time"))
                .isEqualTo("0.000"));
        assertThat(elements(suite, "property"))
                .extracting(property -> property.getAttribute("name") + "=" + property.getAttribute("value"))
                .contains("runId=20300131T120000-3fa9c2", "profile=ramp", "outcome=FAILED", "target=127.0.0.1");
        assertThat(elements(suite, "system-out")).singleElement().satisfies(out -> assertThat(out.getTextContent())
                .contains("met", "HTTP 5xx at most 0"));
    }

    /** A time stamp of a run has a fraction of any length, or none. */
    @ParameterizedTest
    @ValueSource(strings = {"2030-01-31T12:00:00Z", "2030-01-31T12:00:00.5Z", "2030-01-31T12:00:00.123456789Z"})
    void theTimeStampHasNoFractionAndNoZone(String started) throws Exception {
        var of = Summaries.of(RunOutcome.PASSED, List.of(), List.of(VERDICTS.get(2)));
        var conditions = of.conditions();
        var summary = new Summary(
                of.identity(),
                of.result(),
                new Summary.Conditions(
                        conditions.target(),
                        conditions.standIn(),
                        conditions.targetVersion(),
                        conditions.rehearsal(),
                        started,
                        started,
                        conditions.suite(),
                        conditions.machine()),
                of.traffic(),
                of.verdicts(),
                of.observations(),
                of.remarks());

        assertThat(parsed(summary).getAttribute("timestamp")).isEqualTo("2030-01-31T12:00:00");
    }

    /** Parses what the schema accepts; any other document is an error. */
    private static Element parsed(Summary summary) throws Exception {
        return parsed(JUnitXml.of(summary));
    }

    private static Element parsed(String text) throws Exception {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(new StreamSource(new StringReader(ClassPath.text("report/junit.xsd"))))
                .newValidator()
                .validate(new StreamSource(new ByteArrayInputStream(bytes)));
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(bytes))
                .getDocumentElement();
    }

    private static List<String> names(Element suite) {
        return elements(suite, "testcase").stream()
                .map(element -> element.getAttribute("name"))
                .toList();
    }

    private static Element only(Element suite, int testcase, String name) {
        var found = elements(elements(suite, "testcase").get(testcase), name);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static List<Element> elements(Element parent, String name) {
        var nodes = parent.getElementsByTagName(name);
        return new ArrayList<>(IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList());
    }
}
