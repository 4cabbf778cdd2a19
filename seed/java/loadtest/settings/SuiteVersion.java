package loadtest.settings;

import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;

/** The version of this suite, as the build has it. */
public final class SuiteVersion {
    private static final String UNKNOWN = "unknown";

    private SuiteVersion() {}

    /** Never throws: a run without a version is still a run. */
    public static String text() {
        try {
            var properties = new Properties();
            properties.load(new StringReader(ClassPath.text("suite.properties")));
            return properties.getProperty("version", UNKNOWN);
        } catch (IOException | RuntimeException e) {
            return UNKNOWN;
        }
    }
}
