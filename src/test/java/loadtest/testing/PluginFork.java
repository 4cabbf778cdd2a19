package loadtest.testing;

import io.gatling.plugin.io.PluginLogger;
import io.gatling.plugin.util.Fork;
import java.io.File;
import java.util.List;

/** Plays Maven: it has the plugin's own code start the run that is given as a command, as a forked process. */
public final class PluginFork {
    private PluginFork() {}

    /** @param command {@code java <options> -cp <class path> <main class> <arguments>} */
    public static void main(String[] command) throws Exception {
        var words = List.of(command);
        var classPath = words.indexOf("-cp") + 1;
        new Fork(
                        words.get(classPath + 1),
                        List.of(words.get(classPath).split(File.pathSeparator)),
                        words.subList(1, classPath - 1),
                        words.subList(classPath + 2, words.size()),
                        new File(words.get(0)),
                        new Quiet(),
                        new File("").getAbsoluteFile())
                .run();
    }

    private static final class Quiet implements PluginLogger {
        @Override
        public void debug(String line) {}

        @Override
        public void info(String line) {}

        @Override
        public void error(String line) {
            System.err.println(line);
        }
    }
}
