package loadtest.standin;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import loadtest.settings.Failure;
import loadtest.standin.jvm.ArchiveMaking;
import loadtest.standin.jvm.ClassArchive;
import loadtest.standin.jvm.ClassArchives;
import org.slf4j.LoggerFactory;

/**
 * The JVM of a stand-in, from its start to its end. It starts by the archive of its classes, and leaves one at its end
 * where there is none; what is wrong with archives costs time and nothing else.
 */
public final class StandInJvm {
    private final Process process;
    private final Optional<ArchiveMaking> making;

    private StandInJvm(Process process, Optional<ArchiveMaking> making) {
        this.process = process;
        this.making = making;
    }

    /**
     * Starts one that prints its variables as one line of JSON once it is ready, has none of this process's secrets in its
     * environment, writes its errors to this process's, and ends with its standard input.
     *
     * @param workDir as in {@link StandIn#start(int, Path)}
     * @param options of that JVM
     */
    public static StandInJvm start(Path workDir, List<String> options) throws IOException {
        return start(workDir, options, Launch.CHILD);
    }

    /** @param mode what it prints */
    static StandInJvm start(Path workDir, List<String> options, String mode) throws IOException {
        var archive = archive(workDir);
        var making = archive.flatMap(StandInJvm::making);
        var all = new ArrayList<>(options);
        making.ifPresent(one -> all.addAll(one.options()));
        var process = Launch.process(workDir, archive, all, mode)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new StandInJvm(process, making);
    }

    /** The command of one that prints the same, and makes no archive. */
    public static ProcessBuilder command(Path workDir, List<String> options) throws IOException {
        return Launch.process(workDir, archive(workDir), options, Launch.CHILD);
    }

    public Process process() {
        return process;
    }

    /** Has it end, by the end of its standard input, and does not wait. */
    public void end() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroy(); // the pipe is broken
        }
    }

    /**
     * Waits until it has ended, which it does soon after {@link #end}.
     *
     * @param most how long
     */
    public void await(Duration most) throws InterruptedException {
        if (process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
            making.ifPresent(one -> attempt(() -> {
                one.ended(process.exitValue());
                return Optional.empty();
            }));
        }
    }

    private static Optional<ClassArchive> archive(Path workDir) {
        return attempt(() -> Optional.of(new ClassArchives(workDir.resolve("standin-classes")).ofThisJvm()));
    }

    private static Optional<ArchiveMaking> making(ClassArchive archive) {
        return attempt(() -> ArchiveMaking.of(archive));
    }

    private interface Attempt<T> {
        Optional<T> make() throws IOException;
    }

    private static <T> Optional<T> attempt(Attempt<T> attempt) {
        try {
            return attempt.make();
        } catch (IOException | RuntimeException e) {
            LoggerFactory.getLogger(StandInJvm.class).debug("no archive of classes: {}", Failure.line(e));
            return Optional.empty();
        }
    }
}
