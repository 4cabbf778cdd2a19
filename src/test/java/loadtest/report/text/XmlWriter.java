package loadtest.report.text;

import java.io.Writer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes XML whose texts may hold any character: those that XML does not allow are replaced. */
record XmlWriter(XMLStreamWriter xml) {
    /** Characters that XML 1.0 does not allow, not even escaped. */
    private static final String NOT_ALLOWED = "[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]";

    /** A document that begins here. */
    static XmlWriter to(Writer text) throws XMLStreamException {
        var xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
        xml.writeStartDocument("UTF-8", "1.0");
        return new XmlWriter(xml);
    }

    /** An element in a line of its own, behind so many blanks. */
    void begin(int indent, String element) throws XMLStreamException {
        line(indent);
        begin(element);
    }

    void begin(String element) throws XMLStreamException {
        xml.writeStartElement(element);
    }

    /** An element without content. */
    void empty(String element) throws XMLStreamException {
        xml.writeEmptyElement(element);
    }

    void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, clean(value));
    }

    void text(String text) throws XMLStreamException {
        xml.writeCharacters(clean(text));
    }

    void end() throws XMLStreamException {
        xml.writeEndElement();
    }

    /** Begins a line with so many blanks. */
    void line(int indent) throws XMLStreamException {
        xml.writeCharacters("\n" + " ".repeat(indent));
    }

    void close() throws XMLStreamException {
        xml.writeEndDocument();
    }

    private static String clean(String text) {
        return text.replaceAll(NOT_ALLOWED, "\uFFFD");
    }
}
