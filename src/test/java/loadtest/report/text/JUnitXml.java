package loadtest.report.text;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import loadtest.report.summary.Environment;
import loadtest.report.summary.FailureLine;
import loadtest.report.summary.RunOutcome;
import loadtest.report.summary.ScenarioSummary;
import loadtest.report.summary.Summary;
import loadtest.report.summary.VerdictView;
import loadtest.slo.Verdict;
import loadtest.slo.VerdictOutcome;

/**
 * Renders a run as the XML that build servers read, one test case for each verdict. A verdict for information passes, with
 * its figures in the case's name, since Ant's schema knows no text of a case that passes; one that could not be audited is
 * skipped. A reason that comes from no verdict, such as an aborted load, is a failed case of its own, and that of a run
 * which did not happen is an error.
 *
 * <p>It is valid by the schemas of Ant and of Jenkins. Surefire's has no host, no time stamp and no output of a suite,
 * which Ant's demands; all else is valid there, too.
 */
public final class JUnitXml {
    /** A verdict takes none of its own; without one, viewers add up to NaN. */
    private static final String NO_TIME = "0.000";

    /** In UTC, without a zone and a fraction, as Ant's schema wants it. */
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final XmlWriter xml;
    private final Summary summary;
    private final Optional<String> scenario;
    private final List<Verdict> verdicts;

    /** @param scenario of a run of several the one whose suite it is; empty for what is of none of them */
    private JUnitXml(XmlWriter xml, Summary summary, Optional<String> scenario) {
        this.xml = xml;
        this.summary = summary;
        this.scenario = scenario;
        var several = summary.traffic().scenarios().stream()
                .map(ScenarioSummary::scenario)
                .toList();
        this.verdicts = summary.verdicts().stream()
                .filter(verdict -> scenario.map(verdict.promise().scenario()::equals)
                        .orElse(!several.contains(verdict.promise().scenario())))
                .toList();
    }

    /** The text of {@code junit.xml}: one suite; of a run of several scenarios one for each, after what is of none. */
    public static String of(Summary summary) {
        var whole = suite(summary, Optional.empty());
        if (summary.traffic().scenarios().isEmpty()) {
            return whole;
        }
        return JUnitRoot.of(Stream.concat(
                        Stream.of(whole),
                        summary.traffic().scenarios().stream()
                                .map(part -> suite(summary, Optional.of(part.scenario()))))
                .toList());
    }

    private static String suite(Summary summary, Optional<String> scenario) {
        var text = new StringWriter();
        try {
            new JUnitXml(XmlWriter.to(text), summary, scenario).write();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a string can always be written", e);
        }
        return text.toString();
    }

    private void write() throws XMLStreamException {
        var others = scenario.isPresent() ? List.<String>of() : otherReasons();
        xml.begin(0, "testsuite");
        suite(others);
        new JUnitProperties(xml, summary).write();
        for (var reason : others) {
            testcase(reason);
            problem(
                    didNotRun() ? "error" : "failure",
                    reason,
                    "outcome " + summary.result().outcome());
            xml.end();
        }
        for (var verdict : verdicts) {
            verdict(verdict);
        }
        output("system-out", VerdictTable.lines(verdicts));
        output("system-err", scenario.isPresent() ? List.of() : summary.result().reasons());
        xml.line(0);
        xml.end();
        xml.line(0);
        xml.close();
    }

    private boolean didNotRun() {
        return summary.result().outcome() == RunOutcome.NOT_RUN;
    }

    /** @param others reasons that are a case each */
    private void suite(List<String> others) throws XMLStreamException {
        var errors = didNotRun() ? others.size() : 0;
        var failures = verdicts.stream().filter(Verdict::missed).count() + others.size() - errors;
        var skipped = verdicts.stream().filter(JUnitXml::notAudited).count();
        xml.attribute("name", classname());
        xml.attribute("tests", String.valueOf(verdicts.size() + others.size()));
        xml.attribute("failures", String.valueOf(failures));
        xml.attribute("errors", String.valueOf(errors));
        xml.attribute("skipped", String.valueOf(skipped));
        xml.attribute(
                "time", seconds(started(), Instant.parse(summary.conditions().ended())));
        xml.attribute("timestamp", SECOND.format(started()));
        xml.attribute("hostname", Environment.hostName());
    }

    private Instant started() {
        return Instant.parse(summary.conditions().started());
    }

    /** Three decimals, never an exponent. */
    private static String seconds(Instant from, Instant to) {
        return BigDecimal.valueOf(Math.max(0, Duration.between(from, to).toMillis()), 3)
                .toPlainString();
    }

    private void output(String name, List<String> lines) throws XMLStreamException {
        xml.begin(2, name);
        xml.text(String.join("\n", lines));
        xml.end();
    }

    /** The reasons of a failed run that come from no verdict. */
    private List<String> otherReasons() {
        var others = new ArrayList<>(summary.result().otherReasons());
        if (!summary.result().succeeded()
                && others.isEmpty()
                && summary.verdicts().stream().noneMatch(Verdict::missed)) {
            others.add("the run did not pass");
        }
        return others;
    }

    private void verdict(Verdict verdict) throws XMLStreamException {
        var view = VerdictView.of(verdict);
        var figures = "limit " + verdict.limit() + ", actual " + verdict.actual() + ", samples " + verdict.samples()
                + (verdict.note().isEmpty() ? "" : ", note: " + verdict.note());
        var forInformation = verdict.outcome() == VerdictOutcome.PRINTED;
        testcase(verdict.name() + (forInformation ? " (" + view.mark() + ": " + figures + ")" : ""));
        if (verdict.missed()) {
            problem(
                    "failure",
                    verdict.actual() + ", limit " + verdict.limit(),
                    figures + FailureLine.under(summary, verdict.promise()));
        } else if (notAudited(verdict)) {
            xml.empty("skipped");
            xml.attribute("message", view.mark() + ": " + figures);
        }
        xml.end();
    }

    private static boolean notAudited(Verdict verdict) {
        return verdict.outcome() == VerdictOutcome.NOT_AUDITED;
    }

    private void testcase(String name) throws XMLStreamException {
        xml.begin(2, "testcase");
        xml.attribute("classname", classname());
        xml.attribute("name", name);
        xml.attribute("time", NO_TIME);
    }

    private String classname() {
        return summary.identity().scenario() + "." + summary.identity().profile()
                + (summary.rehearsed() ? ".rehearsal" : "")
                + scenario.map(name -> "." + name).orElse("");
    }

    private void problem(String element, String message, String text) throws XMLStreamException {
        xml.begin(element);
        xml.attribute("message", message);
        xml.attribute("type", summary.result().outcome().name());
        xml.text(text);
        xml.end();
    }
}
