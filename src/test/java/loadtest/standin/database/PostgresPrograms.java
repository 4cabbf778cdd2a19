package loadtest.standin.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The programs of Postgres, which refuse to run as root.
 *
 * @param folder where they lie
 */
record PostgresPrograms(Path folder) {
    private static final Path SELF = Path.of("/proc/self");

    /** Those that made the copy of {@link PreparedData} in a home. */
    static PostgresPrograms of(Home home) throws IOException {
        return new PostgresPrograms(PreparedData.programs(home));
    }

    /** One of them as a process; root of Linux runs it as nobody, in a namespace of its own. */
    ProcessBuilder command(String program, List<String> arguments) {
        var command = new ArrayList<String>();
        if (isRoot()) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(folder.resolve(program).toString());
        command.addAll(arguments);
        return ChildProcess.of(command);
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(SELF, "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException e) {
            return false; // no Linux
        }
    }
}
