package loadtest.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real PgBouncer before a Postgres of this machine, in transaction mode unless it is told otherwise. */
public final class PgBouncer implements AutoCloseable {
    private static final String PROGRAM = "pgbouncer";

    private final Process process;
    private final int port;

    private PgBouncer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    public static boolean isInstalled() {
        return SystemProgram.find(PROGRAM).isPresent();
    }

    public static PgBouncer before(int postgres) throws IOException {
        return before(postgres, "*", "");
    }

    /**
     * @param database that it serves
     * @param more lines of its settings, which replace those above them
     */
    public static PgBouncer before(int postgres, String database, String more) throws IOException {
        var port = SystemProgram.freePort();
        var settings = Files.createTempFile(Path.of("target"), "pgbouncer", ".ini");
        Files.writeString(settings, """
                [databases]
                %s = host=127.0.0.1 port=%s user=postgres
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %s
                unix_socket_dir =
                auth_type = any
                pool_mode = transaction
                default_pool_size = 3
                ignore_startup_parameters = extra_float_digits
                %s
                """.formatted(database, postgres, port, more));
        var program = SystemProgram.find(PROGRAM).orElseThrow();
        var process = new ProcessBuilder(SystemProgram.command(program, settings.toString()))
                .redirectErrorStream(true)
                .start();
        var bouncer = new PgBouncer(process, port);
        bouncer.awaitStart();
        return bouncer;
    }

    public int port() {
        return port;
    }

    private void awaitStart() throws IOException {
        var log = new StringBuilder();
        // It goes on logging for as long as it runs, a few lines only.
        var lines = process.inputReader();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            log.append(line).append('\n');
            if (line.contains("process up")) {
                return;
            }
        }
        throw new IOException("PgBouncer did not start:\n" + log);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
