package loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import loadtest.target.Scenarios;
import loadtest.testing.Bash;
import loadtest.testing.EndedProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What brings several machines together: runners of GitHub, and pods. */
@DisabledOnOs(OS.WINDOWS)
class MachinesScriptsTest {
    private static final String BASE = ".github/kubernetes";
    private static final String RESUMED = "--type merge --patch {\"spec\":{\"suspend\":false}}";
    private static final String ENDED = "-o jsonpath={.status.conditions[?(@.status==\"True\")].type}";

    @TempDir
    Path folder;

    @Test
    void allAreToldWhoTakesPart() throws Exception {
        var ended = machines("3", "station_redeem_peak");

        assertThat(ended.code()).as(ended.output()).isZero();
        assertThat(Files.readAllLines(folder.resolve("outputs"))).containsExactly("numbers=[1,2,3]", "group=7-2");
    }

    @ParameterizedTest
    @CsvSource({"0, a", "1, a", "257, a", "1.5, a", "-3, a", "three, a", "3,", "3, 'a,b'", "3, *", "3, a", "3, ../x"})
    void whatCannotBeSharedIsRefusedBeforeAnythingIsSeeded(String machines, String scenario) throws Exception {
        var ended = machines(machines, scenario == null ? "" : scenario);

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.output()).startsWith("::error title=Machines::").contains("found '", "valid: ");
        assertThat(folder.resolve("outputs")).doesNotExist();
    }

    /** What the machines would say, once all of them were there, is said before anything is seeded. */
    @Test
    void whatNoMachineWouldLoadIsRefusedAtOnce() throws Exception {
        var scenarios = Scenarios.onClassPath();
        for (var combined : scenarios.combinations()) {
            assertThat(machines("3", combined.id(), "ramp").output().strip())
                    .isEqualTo("::error title=Machines::scenario: found '" + combined.id()
                            + "'; valid: one of " + String.join(", ", scenarios.ids())
                            + ", since several machines share the run of one scenario");
        }
        for (var file : scenarios.files()) {
            var id = file.scenario().id();
            for (var name :
                    List.of("local", "ci", "ramp", "spike", "soak", "capacity", "none", "api", "till", ".*", "")) {
                var profile = file.profiles().named(name);
                var said = machines("3", id, name).output().strip();
                var refused = "::error title=Machines::profile";
                if (profile.isEmpty()) {
                    assertThat(said).as(id).startsWith(refused + ": found '" + name + "'; valid: one that " + id);
                } else if (profile.get().climbs()) {
                    assertThat(said)
                            .as(id)
                            .isEqualTo(refused + " " + name + " climbs, and a climb is not shared: choose one machine,"
                                    + " or another profile");
                } else {
                    assertThat(said).as(id).contains("numbers=[1,2,3]");
                }
            }
        }
    }

    @Test
    void allBeginAtATimeThatLeavesRoomToGetThere() throws Exception {
        var before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var step = Pattern.compile("- name: When all begin\n(?: +(?!run:).*\n)*? +run: (.+?) # ");
        var workflow = step.matcher(Files.readString(Path.of(".github/workflows/machine.yml")));
        assertThat(workflow.find()).isTrue();

        var ended = Bash.in(
                folder, Map.of("GITHUB_OUTPUT", folder.resolve("outputs").toString()), "-c", workflow.group(1));

        assertThat(ended.code()).as(ended.output()).isZero();
        var start = Instant.parse(
                Files.readString(folder.resolve("outputs")).strip().replaceFirst("^at=", ""));
        assertThat(start).isBetween(before.plusSeconds(300), Instant.now().plusSeconds(300));
    }

    @Test
    void aShareIsToldItsPartAndTheMergeWhereAllLie() throws Exception {
        Bash.tool(folder, "mvn", """
                echo "${PERF_SHARE-none} ${PERF_START_AT-none} ${PERF_RUN_GROUP-none} ${PERF_SUMMARY_PATH-none}"
                printf '[%s]' "$@\"""");
        var share = Map.of("SHARE", "2/3", "START_AT", "2030-01-31T12:00:00Z", "GROUP", "7-2");

        assertThat(load(Map.of("SHARE", "", "START_AT", "", "GROUP", "", "MERGE", "")))
                .isEqualTo("none none none none\n[-B][gatling:test][-Dprofile=ramp]");
        assertThat(load(share)).isEqualTo("2/3 2030-01-31T12:00:00Z 7-2 none\n[-B][gatling:test][-Dprofile=ramp]");
        Files.createFile(Files.createDirectories(folder.resolve("seeded")).resolve("own_name.json"));
        assertThat(load(share)).startsWith("2/3 2030-01-31T12:00:00Z 7-2 seeded/own_name.json\n");
        assertThat(load(Map.of("MERGE", "shares", "GROUP", "7-2")))
                .isEqualTo("none none none seeded/own_name.json\n"
                        + "[-B][test-compile][exec:java@merge][-Druns=shares][-Dprofile=ramp]");
        assertThat(folder.resolve("shares"))
                .as("also where none has recorded anything")
                .isDirectory();
    }

    /** The cluster's own tool is stood in for: what it is told is what matters. */
    @Test
    void podsAreSeededForLetGoTogetherAndMerged() throws Exception {
        assertThat(pods("Complete", "Complete", "Complete").code()).isZero();

        var told = Files.readAllLines(folder.resolve("told"));
        assertThat(told)
                .containsSubsequence(
                        "delete job loadtest-seed loadtest-shares loadtest-merge --ignore-not-found",
                        "apply -k " + BASE,
                        "get job loadtest-seed " + ENDED,
                        "apply -f -",
                        "patch job loadtest-shares " + RESUMED,
                        "get job loadtest-shares " + ENDED,
                        "patch job loadtest-merge " + RESUMED,
                        "get job loadtest-merge " + ENDED,
                        "logs job/loadtest-merge");
        var start = told.stream()
                .filter(line -> line.startsWith("create "))
                .findFirst()
                .orElseThrow();
        assertThat(start)
                .matches("create configmap loadtest-start .*--from-literal=PERF_RUN_GROUP=[\\w-]+ "
                        + "--from-literal=PERF_START_AT=\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    }

    @Test
    void whereAShareHasFailedTheMergeSaysSo() throws Exception {
        var ended = pods("Complete", "FailureTarget Failed", "Failed");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.output()).contains("a share has failed");
        assertThat(Files.readAllLines(folder.resolve("told"))).contains("patch job loadtest-merge " + RESUMED);
    }

    @Test
    void whatAShareHasFailedTheMergeDoesNotMakeGood() throws Exception {
        assertThat(pods("Complete", "FailureTarget Failed", "Complete").code()).isEqualTo(1);
    }

    @Test
    void withoutFixturesNothingIsLoaded() throws Exception {
        assertThat(pods("Failed", "Complete", "Complete").code()).isEqualTo(1);
        assertThat(Files.readAllLines(folder.resolve("told")))
                .contains("logs job/loadtest-seed")
                .noneMatch(line -> line.startsWith("patch "));
    }

    /** @param seed what is true of this job once it has ended, and so on */
    private EndedProcess pods(String seed, String shares, String merge) throws Exception {
        Bash.tool(folder, "kubectl", """
                echo "$@" >> told
                case "$*" in
                  "get job loadtest-seed "*) echo "%s" ;;
                  "get job loadtest-shares "*) echo "%s" ;;
                  "get job loadtest-merge "*) echo "%s" ;;
                esac""".formatted(seed, shares, merge));
        var script = Path.of(".github/kubernetes/run.sh").toAbsolutePath().toString();
        return Bash.in(folder, Map.of("PATH", folder + ":" + System.getenv("PATH"), "POLL", "0"), script, BASE);
    }

    private String load(Map<String, String> variables) throws Exception {
        var all = new HashMap<>(variables);
        all.put("PROFILE", "ramp");
        all.put("PATH", folder + ":" + System.getenv("PATH"));
        return Bash.in(folder, all, script("load.sh"), "out.md").output();
    }

    private EndedProcess machines(String machines, String scenario) throws Exception {
        return machines(machines, scenario, "ramp");
    }

    private EndedProcess machines(String machines, String scenario, String profile) throws Exception {
        return Bash.in(
                folder,
                Map.of(
                        "PROFILE",
                        profile,
                        "MACHINES",
                        machines,
                        "SCENARIO",
                        scenario,
                        "GITHUB_RUN_ID",
                        "7",
                        "GITHUB_RUN_ATTEMPT",
                        "2",
                        "GITHUB_OUTPUT",
                        folder.resolve("outputs").toString()),
                script("machines.sh"));
    }

    private static String script(String name) {
        return Path.of(".github/scripts", name).toAbsolutePath().toString();
    }
}
