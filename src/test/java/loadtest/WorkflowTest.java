package loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.testing.Bash;
import loadtest.testing.Matches;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The nightly job: what it passes on, what it trusts, and when it skips. */
class WorkflowTest {
    private static final Path CI = Path.of(".github/workflows/ci.yml");
    private static final Path PERFORMANCE = Path.of(".github/workflows/performance.yml");
    private static final Path MACHINE = Path.of(".github/workflows/machine.yml");
    private static final Path BY_LABEL = Path.of(".github/workflows/pull-request.yml");
    private static final Path SCRIPT = Path.of(".github/scripts/configured.sh");
    private static final String KEEP = ".github/scripts/keep-newest.sh";
    private static final String HAND_OVER = ".github/scripts/hand-over.sh";
    private static final List<String> REQUIRED =
            List.of("PERF_BASE_URL", "PERF_EMAIL", "PERF_PASSWORD", "PERF_ORG_SLUG");
    private static final List<String> SEEDING = List.of("SUPABASE_URL", "SUPABASE_SERVICE_ROLE_KEY", "SUPABASE_DB_URL");

    @TempDir
    Path folder;

    @Test
    void theLoadStepPassesOnEverySettingOfALoad() throws IOException {
        var settings = Matches.in(Files.readString(Path.of(".env.example")), "(?m)^#([A-Z_]+)=");
        var forTheLoad = settings.stream()
                .filter(name -> !name.startsWith("PERF_SEED_"))
                .filter(name -> !name.contains("WEB_DASHBOARD")) // nobody watches a nightly
                .filter(name -> !name.equals("ARTILLERY_ENV")) // its -Dprofile goes before it
                .filter(name -> !name.equals("PERF_STANDIN_FAULTS")) // a nightly has a real target
                .filter(name -> !name.equals("PERF_CONFIRM_REMOVE")) // nobody removes fixtures in a nightly
                .filter(name -> !name.endsWith("_PROXY")) // an absent secret would hide the runner's own
                .filter(name -> !name.equals("PERF_OUTPUT_DIR")); // the upload expects the default folder

        assertThat(passedOn("Load or merge")).containsExactlyInAnyOrderElementsOf(forTheLoad.toList());
    }

    @Test
    void theSeedStepPassesOnEverySettingOfASeed() throws IOException {
        assertThat(passedOn("Seed"))
                .containsAll(SEEDING)
                .contains("PERF_CONFIRM_TARGET", "PERF_SUMMARY_PATH", "PERF_SEED_USER_PASSWORD", "PERF_SEED_ANCHOR");
    }

    @Test
    void theCheckStepSeesWhatItAsksFor() throws IOException {
        assertThat(passedOn("Is a target configured?"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(REQUIRED.stream(), SEEDING.stream()).toList());
    }

    @Test
    void reportsAreKeptAlsoWhenTheLoadFails() throws IOException {
        assertThat(step("Keep the reports"))
                .contains("if: always()", "name: performance-reports", "path: test-results/performance");
    }

    @Test
    void everyNightIsComparedWithTheOnesBeforeAlsoWithThoseThatFailed() throws IOException {
        var path = "path: test-results/performance/*/summary.json";

        assertThat(step("Load or merge"))
                .contains("PERF_BASELINE: ${{ secrets.PERF_BASELINE || vars.PERF_BASELINE || 'latest' }}");
        assertThat(step("Earlier runs to compare with"))
                .contains("actions/cache/restore@", path, "restore-keys: performance-runs-");
        assertThat(step("Keep this run for the next comparison"))
                .contains("if: always()", "actions/cache/save@", path, "key: performance-runs-${{ github.run_id }}");
        var machine = Files.readString(MACHINE);
        assertThat(machine.indexOf("Keep the reports")).isLessThan(machine.indexOf("Forget the oldest runs"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyTheNewestRunsAreKept() throws Exception {
        var runs = folder.resolve("runs");
        for (var name :
                List.of("zulu-20300101000000000", "alpha-20300103000000000", "mike-20300102000000000", "other")) {
            Files.createDirectories(runs.resolve(name).resolve("js"));
        }

        assertThat(Bash.run(Map.of(), KEEP, runs.toString(), "2").code()).isZero();
        assertThat(runs.toFile().list())
                .containsExactlyInAnyOrder("alpha-20300103000000000", "mike-20300102000000000", "other");
        assertThat(Bash.run(Map.of(), KEEP, runs.toString(), "5").code()).isZero();
        assertThat(Bash.run(Map.of(), KEEP, folder.resolve("nowhere").toString(), "5")
                        .code())
                .isZero();
        assertThat(runs.toFile().list()).hasSize(3);
    }

    /** The clouds' own tools are stood in for: what they are told is what matters. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void evidenceIsHandedOverWithoutASecretInAnyArgument() throws Exception {
        for (var tool : List.of("aws", "gcloud")) {
            Bash.tool(folder, tool, "echo " + tool + " \"$@\"; case \"$*\" in *stdin*) cat; echo; esac");
        }
        var path = folder + ":" + System.getenv("PATH");

        assertThat(Bash.run(Map.of("PATH", path, "PERF_EVIDENCE_BUCKET", "s3://b/x"), HAND_OVER, "results")
                        .output())
                .isEqualTo("aws s3 sync --no-progress results s3://b/x\n");
        assertThat(Bash.run(
                                Map.of("PATH", path, "PERF_EVIDENCE_BUCKET", "gs://b/x", "GCS_KEY", "canary"),
                                HAND_OVER,
                                "results")
                        .output())
                .isEqualTo("gcloud auth activate-service-account --key-file=/dev/stdin\ncanary\n"
                        + "gcloud storage rsync --recursive results gs://b/x\n");
        var wrong = Bash.run(Map.of("PATH", path, "PERF_EVIDENCE_BUCKET", "ftp://b"), HAND_OVER, "results");
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.output())
                .startsWith("::error title=External storage::")
                .contains("s3://", "gs://");
        assertThat(step("Hand the evidence to external storage"))
                .contains("vars.PERF_EVIDENCE_BUCKET != ''", "always()");
    }

    /** Secrets of an environment reach the jobs alone that name it. */
    @Test
    void onlyThePerformanceJobIsGivenSecrets() throws IOException {
        assertThat(jobs(workflow()).entrySet().stream()
                        .filter(job -> job.getValue().contains("secrets")))
                .singleElement()
                .satisfies(job -> {
                    assertThat(job.getKey()).isEqualTo("performance-tests");
                    assertThat(job.getValue()).contains("    uses: ./.github/workflows/performance.yml\n");
                });
        assertThat(jobs(Files.readString(PERFORMANCE)).values())
                .allSatisfy(job -> assertThat(job).contains("    uses: ./.github/workflows/machine.yml\n"));
        assertThat(jobs(Files.readString(MACHINE)).values()).singleElement().satisfies(job -> assertThat(job)
                .contains("\n    environment: performance "));
    }

    @Test
    void whatItIsBuiltFromIsListedAndChecked() throws IOException {
        assertThat(step("Keep the bill of materials")).contains("path: target/bom.xml", "if-no-files-found: error");
        assertThat(Files.readAllLines(Path.of(".mvn/maven.config"))).containsExactly("-ntp", "--strict-checksums");
    }

    @Test
    void actionsArePinnedToACommit() throws IOException {
        var uses = Matches.in(all(), "uses: (.+)");

        assertThat(uses)
                .isNotEmpty()
                .allMatch(action ->
                        action.matches("[\\w/-]+@[0-9a-f]{40} # v[\\d.]+|\\./\\.github/workflows/\\w+\\.yml"));
    }

    @Test
    void nothingFromOutsideIsPastedIntoAShell() throws IOException {
        assertThat(Matches.in(all(), "run: (.+)"))
                .isNotEmpty()
                .noneMatch(command -> command.contains("${{"))
                .noneMatch(command -> command.matches("[|>].*"));
    }

    /** Only a job that runs nothing of a load, and has none of its secrets, may write anything. */
    @Test
    void aJobMayReadTheRepositoryAndWriteWhatItIsFor() throws IOException {
        for (var workflow : List.of(CI, PERFORMANCE, MACHINE)) {
            assertThat(Matches.in(Files.readString(workflow), "(?m)^permissions:\n((?: +.+\n)+)"))
                    .containsExactly("  contents: read\n");
        }
        assertThat(jobs(workflow()).entrySet().stream()
                        .filter(job -> job.getValue().contains("permissions:"))
                        .map(job -> job.getKey() + " "
                                + Matches.in(job.getValue(), "(?m)^    permissions:\n((?:      .+\n)+)").stream()
                                        .collect(Collectors.joining())
                                        .replaceAll("\\s+", " ")
                                        .strip()))
                .containsExactlyInAnyOrder(
                        "pages pages: write id-token: write",
                        "comment contents: read pull-requests: write",
                        "issue contents: read issues: write");
        assertThat(Files.readString(BY_LABEL))
                .contains("permissions: {}\n")
                .containsOnlyOnce("    permissions:\n      actions: write\n");
    }

    @Test
    void whoMayNotSeeSecretsIsNotLoadedFor() throws IOException {
        assertThat(Files.readString(BY_LABEL))
                .contains("github.event.pull_request.head.repo.full_name == github.repository")
                .contains("vars.PERF_COMMENT == 'true'")
                .doesNotContain("pull_request_target", "secrets.");
    }

    /** What is optional happens where its variable is set, and nowhere else. */
    @Test
    void whatIsOptionalAsksForItsVariable() throws IOException {
        var jobs = jobs(workflow());

        assertThat(jobs.get("pages")).contains("vars.PERF_PAGES == 'true'", "inputs.pull-request == ''");
        assertThat(jobs.get("issue")).contains("vars.PERF_ISSUE == 'true'", "github.event_name == 'schedule'");
        assertThat(jobs.get("comment")).contains("inputs.pull-request != ''");
        assertThat(step("The list of runs as a site")).contains("vars.PERF_PAGES == 'true'");
    }

    @Test
    void aPushToTheBranchOfAPullRequestBuildsOnce() throws IOException {
        assertThat(workflow()).contains("  push:\n    branches: [main]", "\n  pull_request:\n");
        assertThat(jobs(workflow()).get("build-test")).contains("    if: inputs.pull-request == ''");
    }

    @Test
    void everyBuildThatFailsKeepsItsTestReports() throws IOException {
        var builds = jobs(workflow()).entrySet().stream()
                .filter(job -> job.getValue().contains("mvn -B verify"))
                .toList();

        assertThat(builds).hasSizeGreaterThan(3).allSatisfy(job -> assertThat(job.getValue())
                .contains(
                        "Keep the test reports of " + job.getKey() + "\n        if: failure() || cancelled()",
                        "name: test-reports-" + job.getKey(),
                        "target/surefire-reports",
                        "target/failsafe-reports"));
    }

    @Test
    void theTruthTableStandsInTheSummaryOfItsJobAlsoWhenARowFails() throws IOException {
        assertThat(step("The table in the job's summary"))
                .contains("if: always()", "in-summary.sh target/truth/truth-table.md");
    }

    /** GitHub shows a file in the browser that is uploaded alone and not zipped; its name must be the same every night. */
    @Test
    void thePagesAreOneClickAway() throws IOException {
        assertThat(step("Keep the pages as one file, which a browser shows"))
                .contains(
                        "id: page",
                        "if: always()",
                        "path: test-results/performance/performance.html",
                        "archive: false");
        assertThat(step("What became of it in the job's summary"))
                .contains("if: always()", "PAGES: ${{ steps.page.outputs.artifact-url }}");
    }

    @Test
    void whoAsksForALoadNamesWhatRunsAndWhatItIsComparedWith() throws IOException {
        assertThat(workflow()).contains("      scenario:\n", "      baseline:\n", "      profile:\n");
        assertThat(step("Load or merge"))
                .contains(
                        "SCENARIO: ${{ inputs.scenario }}", "BASELINE: ${{ inputs.baseline }}", "PROFILE: ${{ inputs");
        assertThat(jobs(workflow()).get("performance-tests")).contains("profile: ${{ inputs.profile || 'ci' }}");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void withEverythingItSeedsAndLoads() throws Exception {
        var run = check(Stream.concat(REQUIRED.stream(), SEEDING.stream()).toList());

        assertThat(run.outputs()).containsOnly(Map.entry("ready", "true"), Map.entry("seed", "true"));
        assertThat(run.console()).doesNotContain("::notice").doesNotContain("a-value");
        assertThat(run.summary()).isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void withoutADatabaseItLoadsAndDoesNotSeed() throws Exception {
        var run = check(REQUIRED);

        assertThat(run.outputs()).containsOnly(Map.entry("ready", "true"), Map.entry("seed", "false"));
        assertThat(run.summary()).contains(SEEDING);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void withOneMissingItSkipsAndNamesItAlone() throws Exception {
        for (var missing : REQUIRED) {
            var run = check(Stream.concat(REQUIRED.stream(), SEEDING.stream())
                    .filter(name -> !name.equals(missing))
                    .toList());

            assertThat(run.outputs()).containsOnly(Map.entry("ready", "false"), Map.entry("seed", "false"));
            assertThat(run.console()).contains("::notice").contains("Missing: " + missing + ".");
            assertThat(run.summary()).contains("Missing: " + missing + ".");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void withAllMissingItSkipsAndNamesThemAll() throws Exception {
        var run = check(List.of());

        assertThat(run.outputs()).containsOnly(Map.entry("ready", "false"), Map.entry("seed", "false"));
        assertThat(run.summary()).contains("Missing: " + String.join(", ", REQUIRED) + ".");
    }

    private record Check(String console, String summary, Map<String, String> outputs) {}

    /** Runs the script as a job does: absent secrets are empty variables, or blank ones. */
    private Check check(List<String> present) throws IOException, InterruptedException {
        var outputs = Files.writeString(folder.resolve("outputs"), "");
        var summary = Files.writeString(folder.resolve("summary"), "");
        var environment = new HashMap<String, String>();
        REQUIRED.forEach(name -> environment.put(name, ""));
        SEEDING.forEach(name -> environment.put(name, "  "));
        present.forEach(name -> environment.put(name, "a-value"));
        environment.put("GITHUB_OUTPUT", outputs.toString());
        environment.put("GITHUB_STEP_SUMMARY", summary.toString());
        var ended = Bash.run(environment, SCRIPT.toString());
        assertThat(ended.code()).as(ended.output()).isZero();
        var values = new HashMap<String, String>();
        Files.readAllLines(outputs)
                .forEach(line ->
                        values.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        return new Check(ended.output(), Files.readString(summary), values);
    }

    /** The settings that a step gets, each from the secret or variable of its own name. */
    private static List<String> passedOn(String step) throws IOException {
        return Matches.in(
                step(step), "(?m)^ +([A-Z_]+): \\$\\{\\{ secrets\\.\\1(?: \\|\\| vars\\.\\1)?(?: \\|\\| '\\w+')? }}$");
    }

    private static String step(String name) throws IOException {
        var blocks = Matches.in(all(), "(?s)- name: " + Pattern.quote(name) + "\\n(.+?)(?=\\n      - |\\z)");
        assertThat(blocks).as("steps called %s", name).hasSize(1);
        return blocks.get(0);
    }

    /** Each by its name. */
    private static Map<String, String> jobs(String workflow) {
        return Stream.of(workflow.split("\njobs:\n")[1].split("(?m)^  (?=[a-z-]+:$)"))
                .filter(job -> !job.isBlank())
                .collect(Collectors.toMap(job -> job.replaceFirst("(?s):.*", ""), job -> job));
    }

    private static String workflow() throws IOException {
        return Files.readString(CI);
    }

    private static String all() throws IOException {
        return workflow() + Files.readString(PERFORMANCE) + Files.readString(MACHINE) + Files.readString(BY_LABEL);
    }
}
