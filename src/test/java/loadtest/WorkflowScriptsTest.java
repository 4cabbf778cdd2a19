package loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loadtest.report.github.JobRun;
import loadtest.report.github.JobSummary;
import loadtest.settings.GitHubStep;
import loadtest.testing.Bash;
import loadtest.testing.EndedProcess;
import loadtest.testing.SampleRuns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the workflow does beyond starting Maven. The tools of a runner are stood in for: what they are told is what matters. */
@DisabledOnOs(OS.WINDOWS)
class WorkflowScriptsTest {
    private static final Map<String, String> RUN = Map.of(
            "GITHUB_SERVER_URL", "https://github.example",
            "GITHUB_REPOSITORY", "o/r",
            "GITHUB_RUN_ID", "7");
    private static final String ARTIFACT = "https://github.example/o/r/actions/runs/7/artifacts/42";

    @TempDir
    Path folder;

    @Test
    void aLoadIsOfTheProfileAloneUnlessMoreIsAskedFor() throws Exception {
        Bash.tool(folder, "mvn", "echo \"$GITHUB_STEP_SUMMARY ${PERF_SCENARIOS-none}\"; printf '[%s]' \"$@\"");

        assertThat(script("load.sh", Map.of("PROFILE", "ci", "SCENARIO", "", "BASELINE", ""), "out.md")
                        .output())
                .isEqualTo("out.md none\n[-B][gatling:test][-Dprofile=ci]");
        assertThat(script("load.sh", Map.of("PROFILE", "ramp", "SCENARIO", "a,b", "BASELINE", "x; $(y) -X"), "out.md")
                        .output())
                .isEqualTo("out.md a,b\n[-B][gatling:test][-Dprofile=ramp][-Dbaseline=x; $(y) -X]");
    }

    @Test
    void aKeptRunIsABaselineByTheNameOfItsFolder() throws Exception {
        Bash.tool(folder, "mvn", "echo \"$@\"");
        Files.createDirectories(folder.resolve("test-results/performance/apismoke-20300101000000000"));

        assertThat(script("load.sh", Map.of("PROFILE", "ci", "BASELINE", "apismoke-20300101000000000"), "x")
                        .output())
                .endsWith("-Dbaseline=test-results/performance/apismoke-20300101000000000\n");
    }

    /** The suite writes the links before the pages are kept; here their address is known. */
    @Test
    void eachPageOfTheSummaryIsOneClickAway() throws Exception {
        var run = JobRun.of(SampleRuns.blown(), Optional.of(Path.of("run-1")));
        var table = new JobSummary(List.of(run), Map.of(), new GitHubStep(RUN).run()).markdown(100_000);
        var file = Files.writeString(folder.resolve("performance.md"), table);

        assertThat(inSummary(file, ARTIFACT)).isZero();

        assertThat(Files.readString(summary()))
                .contains("| [page](" + ARTIFACT + "#station_redeem_peak) |")
                .hasLineCount((int) table.lines().count());
        inSummary(file, "");
        assertThat(Files.readString(summary())).contains("/actions/runs/7?page=station_redeem_peak#artifacts) |");
    }

    @Test
    void whereNothingWasLeftOrItIsTooLongTheSummarySaysSo() throws Exception {
        assertThat(inSummary(folder.resolve("nowhere.md"), "")).isZero();
        assertThat(Files.readString(summary())).startsWith("Nothing was left for this summary");

        inSummary(Files.write(folder.resolve("long.md"), new byte[(1 << 20) + 1]), "");
        assertThat(Files.readString(summary())).contains("is too long").hasSizeLessThan(1_000);
    }

    @Test
    void theSiteHasTheRunsAndNoLog() throws Exception {
        var site = folder.resolve("site");
        Bash.tool(folder, "mvn", "echo \"$@\" >> told");
        var run = Files.createDirectories(folder.resolve("results/apismoke-20300101000000000/js"));
        for (var file : List.of("../../index.html", "../verdict.html", "../summary.json", "x.js")) {
            Files.writeString(run.resolve(file), "");
        }
        for (var log : List.of("../responses.ndjson", "../simulation.log", "../../evidence-1.zip")) {
            Files.writeString(run.resolve(log), "");
        }
        Files.createSymbolicLink(run.resolve("../link.html"), folder);

        assertThat(script("site.sh", Map.of(), "results", "site").code()).isZero();

        assertThat(files(site))
                .containsExactlyInAnyOrder(
                        "index.html",
                        "apismoke-20300101000000000/verdict.html",
                        "apismoke-20300101000000000/summary.json",
                        "apismoke-20300101000000000/js/x.js");
        assertThat(script("site.sh", Map.of(), "nowhere", "empty").code()).isZero();
        assertThat(files(folder.resolve("empty"))).containsExactly("index.html");
        assertThat(told())
                .as("of earlier nights only the summaries are there")
                .contains("-B -q test-compile exec:java@page");
        Bash.tool(folder, "mvn", "exit 1");
        assertThat(script("site.sh", Map.of(), "results", "again").output()).startsWith("::warning title=Site::");
    }

    @Test
    void aRedNightOpensAnIssue() throws Exception {
        gitHub("");

        assertThat(script("issue.sh", RUN, report()).code()).isZero();

        assertThat(told())
                .anyMatch(line ->
                        line.startsWith("issue create --repo o/r --title The performance tests are red --label"))
                .noneMatch(line -> line.startsWith("issue comment"));
        assertThat(Files.readString(folder.resolve("issue.md")))
                .contains("https://github.example/o/r/actions/runs/7", "the table");
    }

    @Test
    void aRedNightGoesOnWithTheIssueThatIsOpen() throws Exception {
        gitHub("12");

        assertThat(script("issue.sh", RUN, "nowhere.md").code()).isZero();

        assertThat(told())
                .anyMatch(line -> line.startsWith("issue comment 12 --repo o/r"))
                .noneMatch(line -> line.startsWith("issue create"));
        assertThat(Files.readString(folder.resolve("issue.md"))).contains("No scenario has left a result");
    }

    @Test
    void aPullRequestHasOneCommentWhichIsKeptUpToDate() throws Exception {
        gitHub("");
        assertThat(script("comment.sh", with("PULL_REQUEST", "5"), report()).code())
                .isZero();
        assertThat(told()).last().asString().startsWith("api --method POST repos/o/r/issues/5/comments --field body=@");
        assertThat(Files.readString(folder.resolve("comment.md"))).startsWith("<!-- performance -->\nthe table\n");

        gitHub("99");
        assertThat(script("comment.sh", with("PULL_REQUEST", "5"), report()).code())
                .isZero();
        assertThat(told())
                .last()
                .asString()
                .startsWith("api --method PATCH repos/o/r/issues/comments/99 --field body=@");
    }

    @Test
    void aPullRequestIsANumber() throws Exception {
        gitHub("");

        var ended = script("comment.sh", with("PULL_REQUEST", "5/../../x"), report());

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.output()).startsWith("::error title=Comment::");
        assertThat(folder.resolve("told")).doesNotExist();
    }

    private String report() throws IOException {
        return Files.writeString(folder.resolve("report.md"), "the table\n").toString();
    }

    /** @param found what it finds of what it is asked for: an issue's number, a comment's */
    private void gitHub(String found) throws IOException {
        Bash.tool(
                folder, "gh", "echo \"$@\" >> told; case \"$*\" in *--jq*) echo '" + found + "' | sed '/^$/d' ;; esac");
    }

    private List<String> told() throws IOException {
        return Files.readAllLines(folder.resolve("told"));
    }

    private Path summary() {
        return folder.resolve("step.md");
    }

    private int inSummary(Path file, String pages) throws Exception {
        Files.deleteIfExists(summary());
        return script("in-summary.sh", Map.of("PAGES", pages, "GITHUB_STEP_SUMMARY", "" + summary()), "" + file)
                .code();
    }

    private static Map<String, String> with(String name, String value) {
        var variables = new HashMap<>(RUN);
        variables.put(name, value);
        return variables;
    }

    private EndedProcess script(String name, Map<String, String> variables, String... arguments) throws Exception {
        var all = new HashMap<>(variables);
        all.put("PATH", folder + ":" + System.getenv("PATH"));
        var command = Stream.concat(
                        Stream.of(Path.of(".github/scripts", name)
                                .toAbsolutePath()
                                .toString()),
                        Stream.of(arguments))
                .toArray(String[]::new);
        return Bash.in(folder, all, command);
    }

    private static List<String> files(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(file -> !Files.isDirectory(file))
                    .map(file -> folder.relativize(file).toString())
                    .collect(Collectors.toList());
        }
    }
}
