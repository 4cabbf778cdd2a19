package loadtest.report.text;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import loadtest.report.summary.Summary;
import loadtest.report.summary.VerdictView;
import loadtest.slo.Verdict;
import loadtest.slo.VerdictOutcome;

/**
 * Renders a run as the XML that build servers read, one test case for each verdict. A verdict that does not decide is
 * skipped; a reason that comes from no verdict, such as an aborted load, is a failed case of its own.
 */
public final class JUnitXml {
    /** Characters that XML 1.0 does not allow, not even escaped. */
    private static final String NOT_ALLOWED = "[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]";

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
        var failures = summary.verdicts().stream().filter(Verdict::missed).count() + others.size();
        var skipped = summary.verdicts().stream().filter(JUnitXml::skipped).count();
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuite");
        attribute("name", classname());
        attribute("tests", String.valueOf(summary.verdicts().size() + others.size()));
        attribute("failures", String.valueOf(failures));
        attribute("errors", "0");
        attribute("skipped", String.valueOf(skipped));
        attribute("timestamp", summary.conditions().started());
        for (var reason : others) {
            testcase(reason);
            failure(reason, "outcome " + summary.result().outcome());
            xml.writeEndElement();
        }
        for (var verdict : summary.verdicts()) {
            verdict(verdict);
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeCharacters("\n");
        xml.writeEndDocument();
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
        testcase(verdict.name());
        var figures = "limit " + verdict.limit() + ", actual " + verdict.actual() + ", samples " + verdict.samples()
                + (verdict.note().isEmpty() ? "" : ", note: " + verdict.note());
        if (verdict.missed()) {
            failure(verdict.actual() + ", limit " + verdict.limit(), figures);
        } else if (skipped(verdict)) {
            xml.writeEmptyElement("skipped");
            attribute("message", VerdictView.of(verdict).mark() + undecided(verdict) + ": " + figures);
        } else {
            xml.writeStartElement("system-out");
            xml.writeCharacters(clean(figures));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static boolean skipped(Verdict verdict) {
        return verdict.outcome() == VerdictOutcome.PRINTED || verdict.outcome() == VerdictOutcome.NOT_AUDITED;
    }

    private static String undecided(Verdict verdict) {
        return verdict.outcome() == VerdictOutcome.PRINTED ? " only, does not decide" : "";
    }

    private void testcase(String name) throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testcase");
        attribute("classname", classname());
        attribute("name", name);
    }

    private String classname() {
        return summary.identity().scenario() + "." + summary.identity().profile();
    }

    private void failure(String message, String text) throws XMLStreamException {
        xml.writeStartElement("failure");
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
