package loadtest.run;

import java.util.prefs.AbstractPreferences;
import java.util.prefs.Preferences;
import java.util.prefs.PreferencesFactory;

/**
 * What the engine remembers from run to run: that it has just asked for its newest release. It would ask Maven Central
 * before every run, which costs a third of a second of CPU and, without a network, seconds of waiting, and no setting
 * stops it. The JDK finds this class by {@code META-INF/services}; nothing else in a run keeps preferences.
 */
public final class EngineMemory implements PreferencesFactory {
    @Override
    public Preferences userRoot() {
        return new Node(null, "");
    }

    @Override
    public Preferences systemRoot() {
        return new Node(null, "");
    }

    /** Keeps nothing, and knows the time of the last question alone. */
    private static final class Node extends AbstractPreferences {
        private static final String LAST_QUESTION = "lastCheckTimestamp";

        private Node(AbstractPreferences parent, String name) {
            super(parent, name);
        }

        @Override
        protected String getSpi(String key) {
            return key.equals(LAST_QUESTION) ? String.valueOf(System.currentTimeMillis()) : null;
        }

        @Override
        protected AbstractPreferences childSpi(String name) {
            return new Node(this, name);
        }

        @Override
        protected String[] keysSpi() {
            return new String[0];
        }

        @Override
        protected String[] childrenNamesSpi() {
            return new String[0];
        }

        @Override
        protected void putSpi(String key, String value) {}

        @Override
        protected void removeSpi(String key) {}

        @Override
        protected void removeNodeSpi() {}

        @Override
        protected void syncSpi() {}

        @Override
        protected void flushSpi() {}
    }
}
