package loadtest.standin.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import loadtest.settings.Secret;

/** Postgres without a server: it takes statements by its standard input alone, so nobody else reaches the data. */
final class SingleUser {
    /** A drawn password cannot be guessed, so that nothing is won by thousands of rounds at each login. */
    private static final List<String> SETTINGS = List.of(
            "dynamic_shared_memory_type=mmap", "log_min_messages=fatal", "log_statement=none", "scram_iterations=1");

    private SingleUser() {}

    /**
     * Gives a prepared data directory the password of its new owner.
     *
     * @param programs that fit the data
     * @throws IOException with what Postgres said, if it refuses
     */
    static void setPassword(Home home, PostgresPrograms programs, Secret password) throws IOException {
        var process = programs.command("postgres", arguments(home))
                .redirectErrorStream(true)
                .start();
        try (var statements = process.outputWriter(StandardCharsets.UTF_8)) {
            statements.write("alter role postgres password '" + password.reveal() + "'\n");
        } catch (IOException e) {
            // It ended before it read all, and says why.
        }
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0 || said.contains("ERROR")) {
                throw new IOException("the prepared Postgres took no password: "
                        + said.replace(password.reveal(), "***").strip().replaceAll("\\R", "; "));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while Postgres was starting", e);
        }
    }

    private static List<String> arguments(Home home) {
        var arguments =
                new ArrayList<>(List.of("--single", "-F", "-D", home.data().toString()));
        for (var setting : SETTINGS) {
            arguments.addAll(List.of("-c", setting));
        }
        arguments.add("postgres");
        return arguments;
    }
}
