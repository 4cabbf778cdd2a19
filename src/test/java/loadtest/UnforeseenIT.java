package loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import loadtest.testing.CommandProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is thrown in a command of ours is one line, and a stack trace only where it was asked for. */
class UnforeseenIT {
    @TempDir
    Path folder;

    @Test
    void isOneLineOfTheSeeder() throws Exception {
        isOneLine("loadtest.seed.Seed", "loadtest/seed/Seeder", 1, "the seeder has failed");
    }

    /** A class that cannot be read is what happens when somebody compiles meanwhile; nothing of ours expects it. */
    @Tag("more-runs")
    @ParameterizedTest
    @CsvSource({
        "loadtest.seed.Seed,             loadtest/seed/Seeder,          1, the seeder has failed",
        "loadtest.run.Doctor,         loadtest/target/SettingsList,  1, the doctor has failed",
        "loadtest.report.runs.EvidencePack,      loadtest/report/history/PastRun,       2, nothing was packed",
        "loadtest.report.runs.PageMaker,         loadtest/report/history/PastRun,       2, no page was made",
        "loadtest.benchmark.Benchmarks,  loadtest/benchmark/Recording,  1, the benchmark has failed",
        "loadtest.standin.StandIn,       loadtest/standin/http/Ports,        1, the stand-in did not start",
    })
    void isOneLine(String main, String broken, int exit, String line) throws Exception {
        var file = folder.resolve(broken + ".class");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "half a class");

        assertThat(run(main, exit, Map.of()).strip())
                .startsWith(line + ": ClassFormatError: ")
                .endsWith("(unexpected; PERF_DEBUG=true shows where)")
                .hasLineCount(1);
        assertThat(run(main, exit, Map.of("PERF_DEBUG", "true")))
                .contains(line + ": ClassFormatError: ", "\tat java.base/java.lang.ClassLoader.");
    }

    private String run(String main, int exit, Map<String, String> others) throws Exception {
        var variables = new HashMap<>(Map.of(
                "SUPABASE_URL", "http://127.0.0.1:9",
                "SUPABASE_SERVICE_ROLE_KEY", "canary-key",
                "SUPABASE_DB_URL", "postgresql://u:canary@127.0.0.1:9/app"));
        variables.putAll(others);
        var ended = CommandProcess.of(main, folder)
                .with("-Dbenchmark=recording", "-Dport=0")
                .run(folder, variables);
        var output = ended.output();
        assertThat(ended.code()).as(output).isEqualTo(exit);
        assertThat(output).doesNotContain("canary");
        return output.lines()
                .filter(one -> !one.startsWith("seeding perf") && !one.matches(" {2}(auth|database) .*"))
                .reduce("", (one, next) -> one + next + "\n");
    }
}
