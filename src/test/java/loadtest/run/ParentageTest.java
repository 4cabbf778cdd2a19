package loadtest.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import loadtest.report.Invocation;
import loadtest.run.Parentage.ParentJudgement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What this process concludes of its parent from what it can read when it starts. */
class ParentageTest {
    private static final Instant STARTED = Instant.parse("2026-01-02T03:04:05Z");

    @ParameterizedTest(name = "forked {0}, parent {1} {2}, started {3} s after this process: {4}")
    @CsvSource(nullValues = "?", textBlock = """
        # The plugin's fork below Maven, whatever its pid
        true,  4711, /usr/lib/jvm/java-17/bin/java,           -5,   WATCHED
        true,  1,    /opt/java/openjdk/bin/java,              -5,   WATCHED
        true,  4711, java,                                    -0.01, WATCHED
        true,  4711, /usr/lib/jvm/java-17/bin/java (deleted), -5,   WATCHED
        true,  4711, C:\\Program Files\\Java\\bin\\java.exe,  -5,   WATCHED
        true,  4711, C:\\Program Files\\Java\\bin\\JAVAW.EXE, -5,   WATCHED
        # whose start cannot be read
        true,  4711, /usr/bin/java,                           ?,    WATCHED
        # or whose command line cannot, with hidepid or of another user
        true,  4711, ?,                                       ?,    WATCHED
        true,  4711, ?,                                       -5,   WATCHED
        true,  1,    ?,                                       ?,    WATCHED
        # adopted: by an init, a subreaper, a shell, a container's helper
        true,  1,    /usr/lib/systemd/systemd,                -900, ORPHANED
        true,  1,    /sbin/init,                              -900, ORPHANED
        true,  1,    /usr/bin/tini,                           -900, ORPHANED
        true,  812,  /usr/lib/systemd/systemd,                -900, ORPHANED
        true,  812,  /usr/bin/containerd-shim-runc-v2,        -900, ORPHANED
        true,  812,  /bin/bash,                               -5,   ORPHANED
        true,  812,  /opt/tools/javascript,                   -5,   ORPHANED
        true,  812,  /opt/java/bin/jshell,                    -5,   ORPHANED
        # or by a JVM that is younger: the number is used again
        true,  4711, /usr/bin/java,                           0,    ORPHANED
        true,  4711, /usr/bin/java,                           1,    ORPHANED
        # or by nobody
        true,  0,    ?,                                       ?,    ORPHANED
        # Started otherwise: whoever is there is watched
        false, 4711, /usr/bin/java,                           -5,   WATCHED
        false, 4711, /opt/idea/bin/idea,                      -5,   WATCHED
        false, 812,  /bin/bash,                               -5,   WATCHED
        false, 812,  ?,                                       ?,    WATCHED
        # and process 1, or nobody, is not
        false, 1,    /sbin/init,                              -900, UNWATCHED
        false, 1,    /usr/bin/java,                           -5,   UNWATCHED
        false, 1,    ?,                                       ?,    UNWATCHED
        false, 0,    ?,                                       ?,    UNWATCHED
        """)
    void judgesTheParent(boolean forked, long pid, String command, Double later, ParentJudgement expected) {
        var started = Optional.ofNullable(later).map(seconds -> STARTED.plusMillis(Math.round(seconds * 1_000)));
        var parentage = new Parentage(forked, pid, Optional.ofNullable(command), started, Optional.of(STARTED));

        assertThat(parentage.judge()).isEqualTo(expected);
    }

    @Test
    void aForkWithoutAStartTimeIsNoOrphan() {
        var parentage = new Parentage(true, 4711, Optional.of("java"), Optional.of(STARTED), Optional.empty());

        assertThat(parentage.judge()).isEqualTo(ParentJudgement.WATCHED);
    }

    @Test
    void ofThisProcessItReadsEverything() {
        var parentage = Parentage.now();
        var parent = ProcessHandle.current().parent().orElseThrow();

        assertThat(parentage.forked()).isFalse();
        assertThat(parentage.parent()).isEqualTo(parent.pid());
        assertThat(parentage.command()).isPresent();
        assertThat(parentage.parentStarted()).isEqualTo(parent.info().startInstant());
        assertThat(parentage.started()).isEqualTo(ProcessHandle.current().info().startInstant());
    }

    @Test
    void theForksOfOneMavenAreOneInvocationAndAnyOtherProcessIsItsOwn() {
        var maven = Optional.of(STARTED.minusSeconds(5));
        var fork = new Parentage(true, 4711, Optional.of("java"), maven, Optional.of(STARTED));
        var next = new Parentage(true, 4711, Optional.of("java"), maven, Optional.of(STARTED.plusSeconds(60)));
        var hidden = new Parentage(true, 4711, Optional.of("java"), Optional.empty(), Optional.of(STARTED));
        var alone = new Parentage(false, 812, Optional.of("bash"), maven, Optional.of(STARTED));
        var own = new Invocation(STARTED, ProcessHandle.current().pid());

        assertThat(fork.invocation()).isEqualTo(next.invocation()).isEqualTo(new Invocation(maven.get(), 4711));
        assertThat(hidden.invocation()).isEqualTo(own);
        assertThat(alone.invocation()).isEqualTo(own);
    }
}
