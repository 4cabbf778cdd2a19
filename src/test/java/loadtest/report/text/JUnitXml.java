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
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import loadtest.report.summary.Environment;
import loadtest.report.summary.FailureLine;
import loadtest.report.summary.RunOutcome;
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
    /** Characters that XML 1.0 does not allow, not even escaped. */
    private static final String NOT_ALLOWED = "[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]";

    /** A verdict takes none of its own; without one, viewers add up to NaN. */
    private static final String NO_TIME = "0.000";

    /** In UTC, without a zone and a fraction, as Ant's schema wants it. */
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final XMLStreamWriter xml;
    private final Summary summary;

    private JUnitXml(XMLStreamWriter xml, Summary summary) {
        this.xml = xml;
        this.summary = summary;
    }

    /** The text of {@code junit.xml}. */
    public static String of(Summary summary) {
        var text = new StringWriter();
        try {
            new JUnitXml(XMLOutputFactory.newFactory().createXMLStreamWriter(text), summary).write();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a string can always be written", e);
        }
        return text.toString();
    }

    private void write() throws XMLStreamException {
        var others = otherReasons();
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuite");
        suite(others);
        properties();
        for (var reason : others) {
            testcase(reason);
            problem(
                    didNotRun() ? "error" : "failure",
                    reason,
                    "outcome " + summary.result().outcome());
            xml.writeEndElement();
        }
        for (var verdict : summary.verdicts()) {
            verdict(verdict);
        }
        output("system-out", VerdictTable.lines(summary.verdicts()));
        output("system-err", summary.result().reasons());
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeCharacters("\n");
        xml.writeEndDocument();
    }

    private boolean didNotRun() {
        return summary.result().outcome() == RunOutcome.NOT_RUN;
    }

    /** @param others reasons that are a case each */
    private void suite(List<String> others) throws XMLStreamException {
        var errors = didNotRun() ? others.size() : 0;
        var failures = summary.verdicts().stream().filter(Verdict::missed).count() + others.size() - errors;
        var skipped = summary.verdicts().stream().filter(JUnitXml::notAudited).count();
        attribute("name", classname());
        attribute("tests", String.valueOf(summary.verdicts().size() + others.size()));
        attribute("failures", String.valueOf(failures));
        attribute("errors", String.valueOf(errors));
        attribute("skipped", String.valueOf(skipped));
        attribute("time", seconds(started(), Instant.parse(summary.conditions().ended())));
        attribute("timestamp", SECOND.format(started()));
        attribute("hostname", Environment.hostName());
    }

    private Instant started() {
        return Instant.parse(summary.conditions().started());
    }

    /** Three decimals, never an exponent. */
    private static String seconds(Instant from, Instant to) {
        return BigDecimal.valueOf(Math.max(0, Duration.between(from, to).toMillis()), 3)
                .toPlainString();
    }

    /** What a reader of the build server must know and has no place of its own there. */
    private void properties() throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("properties");
        property("runId", summary.identity().runId());
        property("scenario", summary.identity().scenario());
        property("profile", summary.identity().profile());
        property("outcome", String.valueOf(summary.result().outcome()));
        property("target", String.join(", ", summary.conditions().target()));
        property("standIn", String.valueOf(summary.conditions().standIn()));
        property("rehearsal", String.join(", ", summary.conditions().rehearsal()));
        property("started", summary.conditions().started());
        property("ended", summary.conditions().ended());
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
    }

    private void property(String name, String value) throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeEmptyElement("property");
        attribute("name", name);
        attribute("value", value);
    }

    private void output(String name, List<String> lines) throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement(name);
        xml.writeCharacters(clean(String.join("\n", lines)));
        xml.writeEndElement();
    }

    /** The reasons of a failed run that come from no verdict. */
    private List<String> otherReasons() {
        var others = new ArrayList<>(summary.result().otherReasons());
        if (!summary.result().passed()
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
            xml.writeEmptyElement("skipped");
            attribute("message", view.mark() + ": " + figures);
        }
        xml.writeEndElement();
    }

    private static boolean notAudited(Verdict verdict) {
        return verdict.outcome() == VerdictOutcome.NOT_AUDITED;
    }

    private void testcase(String name) throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testcase");
        attribute("classname", classname());
        attribute("name", name);
        attribute("time", NO_TIME);
    }

    private String classname() {
        return summary.identity().scenario() + "." + summary.identity().profile()
                + (summary.rehearsed() ? ".rehearsal" : "");
    }

    private void problem(String element, String message, String text) throws XMLStreamException {
        xml.writeStartElement(element);
        attribute("message", message);
        attribute("type", summary.result().outcome().name());
        xml.writeCharacters(clean(text));
        xml.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, clean(value));
    }

    private static String clean(String text) {
        return text.replaceAll(NOT_ALLOWED, "\uFFFD");
    }
}
