package loadtest.report.text;

import java.util.Objects;
import javax.xml.stream.XMLStreamException;
import loadtest.report.summary.Summary;

/** The properties of a suite: which run it is of. */
record JUnitProperties(XmlWriter xml, Summary summary) {

    /** What a reader of the build server must know and has no place of its own there. */
    void write() throws XMLStreamException {
        xml.begin(2, "properties");
        property("runId", summary.identity().runId());
        property("scenario", summary.identity().scenario());
        property("profile", summary.identity().profile());
        property("group", Objects.requireNonNullElse(summary.identity().group(), ""));
        property("share", Objects.requireNonNullElse(summary.identity().share(), ""));
        property("outcome", String.valueOf(summary.result().outcome()));
        property("target", String.join(", ", summary.conditions().target()));
        property("standIn", String.valueOf(summary.conditions().standIn()));
        property("rehearsal", String.join(", ", summary.conditions().rehearsal()));
        property("started", summary.conditions().started());
        property("ended", summary.conditions().ended());
        xml.line(2);
        xml.end();
    }

    private void property(String name, String value) throws XMLStreamException {
        xml.line(4);
        xml.empty("property");
        xml.attribute("name", name);
        xml.attribute("value", value);
    }
}
