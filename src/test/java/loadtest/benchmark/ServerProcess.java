package loadtest.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import loadtest.standin.database.ChildProcess;

/** A {@link StaticServer} in a process of its own, warm and on a core of its own where that is possible. */
final class ServerProcess implements AutoCloseable {
    private static final int CORE = 1;
    private static final int WARM_UP_USERS = 3_000;

    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static ServerProcess start() throws IOException {
        var process = MeasuredProcess.pinned(ChildProcess.java(List.of("-Xmx256m"), StaticServer.class), CORE)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var line = process.inputReader().readLine();
        if (line == null) {
            throw new IOException("the server ended before it listened");
        }
        var server = new ServerProcess(process, Integer.parseInt(line));
        MinimalClient.send(server.port, WARM_UP_USERS);
        return server;
    }

    int port() {
        return port;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** What it used since its start; zero where the system does not tell. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
