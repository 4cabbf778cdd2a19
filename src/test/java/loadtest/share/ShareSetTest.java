package loadtest.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import loadtest.settings.BadInput;
import loadtest.settings.Share;
import loadtest.testing.DeepFolder;
import loadtest.testing.SampleShares;
import loadtest.testing.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareSetTest {
    @TempDir
    Path runs;

    @BeforeEach
    void threeShares() throws IOException {
        for (int part = 1; part <= 3; part++) {
            SampleShares.write(run(part), SampleShares.record(part, 3));
        }
    }

    @Test
    void findsTheSharesOfARunAtAnyDepth() {
        var set = set();

        assertThat(set.faults()).isEmpty();
        assertThat(set.shares())
                .extracting(FoundShare::share)
                .containsExactly(new Share(1, 3), new Share(2, 3), new Share(3, 3));
        assertThat(set.run().group()).isEqualTo("nightly-7");
        assertThat(set.shares().get(1).folder().run()).isEqualTo(run(2));
    }

    @Test
    void aShareThatIsMissingIsNamed() throws IOException {
        Files.delete(ShareFolder.in(run(2)).record());

        assertThat(set().faults())
                .containsExactly(fault(ShareFault.Kind.COMPLETE, "share 2/3 is missing below " + runs));
    }

    @Test
    void ofManySharesThatAreMissingTheFirstAreNamed() throws IOException {
        for (int part = 1; part <= 3; part++) {
            change(part, "/identity/share/of", "999");
        }

        assertThat(set().faults())
                .extracting(ShareFault::words)
                .hasSize(5)
                .startsWith("share 4/999 is missing below " + runs)
                .endsWith("share 8/999, like 991 more, is missing below " + runs);
    }

    @Test
    void ofAShareThatIsThereTwiceOneIsTaken() throws IOException {
        SampleShares.write(runs.resolve("again"), SampleShares.record(2, 3));

        assertThat(set().faults())
                .containsExactly(fault(
                        ShareFault.Kind.COMPLETE,
                        "share 2/3 in " + run(2) + " is there twice, the other in " + runs.resolve("again")));
        assertThat(set().shares()).hasSize(3);
    }

    @Test
    void aShareThatWasKilledOrCutOffIsNotWhole() throws IOException {
        SampleShares.write(run(1), SampleShares.record(1, 3).ended(null));
        change(2, "/end/cutOff", "'was cut off early: errors'");

        assertThat(set().faults())
                .extracting(ShareFault::words)
                .containsExactly(
                        "share 1/3 in " + run(1)
                                + " has no end: it was killed, still runs, or its files are not all there",
                        "share 2/3 in " + run(2) + " was cut off early: errors");
    }

    /** Beside those of others its late seconds may be too few to be seen. */
    @Test
    void aShareThatFellBehindItsScheduleIsSaid() throws IOException {
        change(2, "/end/invalid", "['engine on time 3.33 % (20 of 600 seconds)']");

        assertThat(set().faults())
                .containsExactly(new ShareFault(
                        ShareFault.Kind.ON_SCHEDULE,
                        "share 2/3 in " + run(2) + ": engine on time 3.33 % (20 of 600 seconds)"));
    }

    @Test
    void clocksAreComparedWhereAllAskedTheSame() throws IOException {
        assertThat(set().doubts()).isEmpty();

        var identity = SampleShares.record(2, 3).identity();
        SampleShares.write(
                run(2),
                SampleShares.record(identity, SampleShares.START, new ClockOffset(0, 500, "the target's Date")));
        assertIncomparable();
        SampleShares.write(run(2), SampleShares.record(identity, SampleShares.START, null));
        assertIncomparable();
    }

    private void assertIncomparable() {
        assertThat(set().faults()).isEmpty();
        assertThat(set().doubts())
                .containsExactly(
                        fault(ShareFault.Kind.CLOCKS, "not every share asked the same clock what time it is"),
                        fault(ShareFault.Kind.SAME_TIME, "not every share asked the same clock what time it is"));
    }

    /** Offsets of different clocks say nothing of each other. */
    @Test
    void offsetsFromDifferentClocksAreNotCompared() throws IOException {
        SampleShares.write(
                run(2),
                SampleShares.record(
                        SampleShares.identity(2, 3),
                        SampleShares.START,
                        new ClockOffset(5_000, 3, "the target's clock")));

        assertIncomparable();
    }

    /** What is possible between the first and another may be proven between two others. */
    @Test
    void everyPairOfBeginsIsCompared() throws IOException {
        var began = List.of(0, 100, 1_200);
        var error = List.of(600, 5, 5);
        for (int part = 1; part <= 3; part++) {
            SampleShares.write(
                    run(part),
                    SampleShares.record(
                            SampleShares.identity(part, 3),
                            SampleShares.START.plusMillis(began.get(part - 1)),
                            new ClockOffset(0, error.get(part - 1), "the database's clock")));
        }

        assertThat(set().faults())
                .containsExactly(
                        fault(ShareFault.Kind.SAME_TIME, "share 3/3 in " + run(3) + " began 1.1 s after share 2/3"));
    }

    /** What two measurements leave open is neither a fault nor an agreement. */
    @ParameterizedTest(name = "{0} and {1} ms, each within {2} ms")
    @CsvSource({
        "0, 900, 500, possible",
        "0, 400, 290, agreed",
        "0, 400, 310, possible",
        "-200, 200, 501, possible",
        "0, 1900, 400, proven",
        "0, 1900, 451, possible",
        "1500, 2400, 3, agreed"
    })
    void aDifferenceOfClocksIsProvenPossibleOrRuledOut(long one, long other, long error, String what)
            throws IOException {
        for (int part = 1; part <= 3; part++) {
            var offset = new ClockOffset(part == 3 ? other : one, error, "the target's clock");
            var applied = SampleShares.record(SampleShares.identity(part, 3), SampleShares.START, offset)
                    .toOneClock();
            SampleShares.write(
                    run(part),
                    SampleShares.record(
                            SampleShares.identity(part, 3), SampleShares.START.minusMillis(applied), offset));
        }

        assertThat(of(set().faults(), ShareFault.Kind.CLOCKS)).hasSize(what.equals("proven") ? 1 : 0);
        var doubts = of(set().doubts(), ShareFault.Kind.CLOCKS);
        assertThat(doubts).hasSize(what.equals("possible") ? 1 : 0);
        assertThat(doubts)
                .allMatch(words -> words.equals("the clock of share 3/3 may be too far behind that of share 1/3: "
                        + (other - one) + " ms are measured, give or take " + 2 * error
                        + " ms (the target's clock), and 1000 ms are tolerated"));
    }

    @Test
    void aBeginThatMayHaveBeenLateIsADoubt() throws IOException {
        begins(2, 1_003, 0);
        assertThat(of(set().faults(), ShareFault.Kind.SAME_TIME)).isEmpty();
        assertThat(set().doubts())
                .containsExactly(fault(
                        ShareFault.Kind.SAME_TIME,
                        "share 2/3 may have begun too long after share 1/3: 1003 ms are measured,"
                                + " give or take 6 ms (the database's clock), and 1000 ms are tolerated"));
    }

    private static List<String> of(List<ShareFault> faults, ShareFault.Kind kind) {
        return faults.stream()
                .filter(fault -> fault.kind() == kind)
                .map(ShareFault::words)
                .toList();
    }

    @Test
    void aRecordThatIsTornIsSaidAndItsShareMissing() throws IOException {
        var record = ShareFolder.in(run(3)).record();
        Files.writeString(record, Files.readString(record).substring(0, 100));

        assertThat(set().faults())
                .extracting(ShareFault::words)
                .containsExactly(
                        record + " is torn: it is not the JSON that a share writes",
                        "share 3/3 is missing below " + runs);
    }

    /** Read as a record it would end the merge with a stack trace, or with a share that no run has. */
    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/identity|null",
                "/identity/group|null",
                "/identity/group|''",
                "/identity/share|null",
                "/identity/share|{}",
                "/identity/share|{'part':5,'of':3}",
                "/identity/share|{'part':0,'of':3}",
                "/identity/share|{'part':1,'of':0}",
                "/identity/share|{'part':3,'of':2000000000}",
                "/identity/scenario|null",
                "/identity/profile|null",
                "/identity/load|null",
                "/identity/target|null",
                "/identity/group|'two\\nlines'",
                "/lengthSeconds|0",
                "/lengthSeconds|'90 s'",
                "/runId|null",
                "/machine|null",
                "/clock/source|null",
                "/clock/errorMillis|-1",
                "/clock/millis|-9223372036854775808",
                "/clock/millis|9223372036854775807",
                "/clock/errorMillis|9223372036854775807",
                "/end/began|'+1000000000-12-31T23:59:59.999999999Z'",
                "/end/ended|'-1000000000-01-01T00:00:00Z'",
                "/end/lines|null",
                "/end/lines|{'responses.ndjson':null}",
                "/leftOut|null",
                "/end/ended|null",
                "/end/invalid|null",
                "/end/traffic|null",
                "/end/generator|null",
                "/end/generator/timer|null",
                "/end/generator/likelyCauses|null"
            },
            quoteCharacter = '"')
    void aRecordThatNoShareWritesIsTorn(String field, String value) throws IOException {
        var record = change(3, field, value);

        assertThat(set().faults())
                .extracting(ShareFault::words)
                .containsExactly(
                        record + " is torn: it is not the JSON that a share writes",
                        "share 3/3 is missing below " + runs);
    }

    @Test
    void aFolderOfTornRecordsIsRefusedInOneLine() throws IOException {
        for (int part = 1; part <= 3; part++) {
            Files.writeString(ShareFolder.in(run(part)).record(), "{\"leftOut\":[]}");
        }

        assertThatThrownBy(() -> ShareSet.under(runs))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("-Druns")
                .hasMessageContaining(ShareFolder.in(run(3)).record() + " is torn: ")
                .hasMessageNotContaining("\n");
    }

    /** A merge may lie on another disk, with links to what was mounted there. */
    @Test
    void linksAreFollowedAndWhatSeveralOfThemLeadToIsFoundOnce(@TempDir Path elsewhere) throws IOException {
        Files.createSymbolicLink(elsewhere.resolve("all"), runs);
        Files.createSymbolicLink(elsewhere.resolve("second"), run(2));
        Files.createSymbolicLink(runs.resolve("loop"), runs);

        for (var folder : List.of(elsewhere, elsewhere.resolve("all"), runs)) {
            assertThat(ShareSet.under(folder).get(Samples.SCENARIO).faults()).isEmpty();
        }
    }

    @Test
    void foldersMayHaveAnyName(@TempDir Path other) throws IOException {
        for (int part = 1; part <= 3; part++) {
            SampleShares.write(other.resolve("آلة " + part + "/ n\u0301 '\"$"), SampleShares.record(part, 3));
        }

        assertThat(ShareSet.under(other).get(Samples.SCENARIO).faults()).isEmpty();
    }

    /** Whoever named a folder could otherwise have a line of their own in the verdict. */
    @Test
    void whatAFolderIsNamedStaysInItsLine() throws IOException {
        SampleShares.write(runs.resolve("two\nlines\u001b[31m"), SampleShares.record(2, 3));

        assertThat(set().faults()).singleElement().satisfies(fault -> assertThat(fault.words())
                .contains("two\\u000alines\\u001b[31m")
                .doesNotContainPattern("\\p{Cntrl}"));
    }

    /** As where only some of its files were copied. */
    @Test
    void whatAShareHasLostOfItsLinesIsCounted() throws IOException {
        change(2, "/end/lines", "{'responses.ndjson':2,'target-metrics.ndjson':1,'../../etc/passwd':1}");
        Files.writeString(run(2).resolve("responses.ndjson"), "{}\n{\"cut\":");

        assertThat(set().faults())
                .extracting(ShareFault::words)
                .containsExactlyInAnyOrder(
                        "share 2/3 in " + run(2) + " is torn: 1 of 2 lines of responses.ndjson are there",
                        "share 2/3 in " + run(2) + " is torn: 0 of 1 lines of target-metrics.ndjson are there",
                        "share 2/3 in " + run(2) + " is torn: 0 of 1 lines of ../../etc/passwd are there");

        change(2, "/end/lines", "{'responses.ndjson':2}");
        Files.writeString(run(2).resolve("responses.ndjson"), "{}\n{}\n{}\n");
        assertThat(set().faults()).isEmpty();
    }

    @Test
    void theLengthThatASettingGaveTheLoadIsKnown() throws IOException {
        assertThat(set().lengthSeconds()).isEmpty();

        for (int part = 1; part <= 3; part++) {
            change(part, "/lengthSeconds", "5400");
        }
        assertThat(set().lengthSeconds()).hasValue(5400);
    }

    @Test
    void aFolderThatCannotBeReadIsRefusedInOneLine() throws IOException {
        try (var deep = new DeepFolder(runs)) {
            assertThatThrownBy(() -> ShareSet.under(runs))
                    .isInstanceOf(BadInput.class)
                    .hasMessageStartingWith(
                            "-Druns: found '" + runs + "'; valid: a folder that can be read; " + deep.path())
                    .hasMessageNotContaining("\n");
        }
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "group|'nightly-8'|group nightly-8 where the others have nightly-7",
                "profile|'soak'|profile soak where the others have ramp",
                "share/of|4|number of shares 4 where the others have 3",
                "load|['hold 1 per second for 1 s']"
                        + "|load hold 1 per second for 1 s where the others have hold 100 per second for 30 s",
                "commit|null|commit none where the others have 3fa9c21d0000",
                "target|['other.example.com']|target other.example.com where the others have staging.example.com"
            })
    void aShareOfAnotherRunIsLeftOut(String field, String value, String says) throws IOException {
        var record = change(2, "/identity/" + field, value);
        var foreign = ShareJson.read(record, ShareRecord.class).identity();

        assertThat(set().faults())
                .containsExactly(
                        fault(
                                ShareFault.Kind.ONE_RUN,
                                "share " + foreign.share() + " in " + run(2) + " is of another run: " + says),
                        fault(ShareFault.Kind.COMPLETE, "share 2/3 is missing below " + runs));
        assertThat(set().shares()).extracting(one -> one.share().part()).containsExactly(1, 3);
    }

    @Test
    void sharesOfSeveralScenariosAreSeveralRuns() throws IOException {
        var other = new ShareIdentity("nightly-7", new Share(1, 1), "other", "ramp", List.of(), null, List.of());
        SampleShares.write(runs.resolve("other"), SampleShares.record(other, SampleShares.START, null));

        assertThat(ShareSet.under(runs)).containsOnlyKeys(Samples.SCENARIO, "other");
        assertThat(ShareSet.under(runs).values())
                .allSatisfy(set -> assertThat(set.faults()).isEmpty());
    }

    @Test
    void aShareThatBeganLateIsNamedWithItsDelay() throws IOException {
        begins(2, 1_003, 0);
        assertThat(set().faults()).isEmpty(); // within a second and what the clocks may be wrong

        begins(2, 5_200, 0);
        assertThat(set().faults())
                .containsExactly(
                        fault(ShareFault.Kind.SAME_TIME, "share 2/3 in " + run(2) + " began 5.2 s after share 1/3"));

        begins(2, 31_000, 0);
        assertThat(set().faults())
                .containsExactly(fault(
                        ShareFault.Kind.SAME_TIME,
                        "share 2/3 in " + run(2) + " began 31.0 s after share 1/3, which had ended by then"));
    }

    /** The engine starts users of a closed model once a second, so that each may be half a second off. */
    @Test
    void closedLoadsHaveOneSecondMore() throws IOException {
        for (int part = 1; part <= 3; part++) {
            begins(part, part == 2 ? 1_900 : 0, 0);
            SampleShares.change(ShareFolder.in(run(part)), "/end/traffic/lateness", "null");
        }
        assertThat(set().faults()).isEmpty();

        begins(2, 2_100, 0);
        SampleShares.change(ShareFolder.in(run(2)), "/end/traffic/lateness", "null");
        assertThat(set().faults())
                .containsExactly(
                        fault(ShareFault.Kind.SAME_TIME, "share 2/3 in " + run(2) + " began 2.1 s after share 1/3"));
    }

    @Test
    void clocksAreComparedAndTimesCorrectedByThem() throws IOException {
        begins(3, -900, 900);
        assertThat(set().faults()).isEmpty(); // at the same time, by a clock that is 0.9 s behind

        begins(3, -4_000, 4_000);
        assertThat(set().faults())
                .containsExactly(fault(
                        ShareFault.Kind.CLOCKS,
                        "the clock of share 3/3 in " + run(3) + " is 4.0 s behind that of share 1/3"
                                + " (measured within 6 ms by the database's clock)"));
    }

    @Test
    void anOffsetWithinItsOwnErrorIsNone() {
        var within = new ClockOffset(480, 501, "the target's clock");
        var beyond = new ClockOffset(-502, 501, "the target's clock");

        assertThat(SampleShares.record(SampleShares.identity(1, 1), SampleShares.START, within)
                        .toOneClock())
                .isZero();
        assertThat(SampleShares.record(SampleShares.identity(1, 1), SampleShares.START, beyond)
                        .toOneClock())
                .isEqualTo(-502);
    }

    @Test
    void aFolderWithoutSharesIsRefusedInOneLine(@TempDir Path empty) {
        assertThatThrownBy(() -> ShareSet.under(empty))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("-Druns")
                .hasMessageContaining("share/share.json");
    }

    private void begins(int part, long late, long clock) throws IOException {
        SampleShares.write(
                run(part),
                SampleShares.record(
                        SampleShares.identity(part, 3),
                        SampleShares.START.plusMillis(late),
                        new ClockOffset(clock, 3, "the database's clock")));
    }

    /** @param value JSON, with single quotes for double ones */
    private Path change(int part, String field, String value) throws IOException {
        return SampleShares.change(ShareFolder.in(run(part)), field, value.replace('\'', '"'));
    }

    private ShareSet set() {
        return ShareSet.under(runs).get(Samples.SCENARIO);
    }

    private Path run(int part) {
        return runs.resolve("artifact-" + part).resolve("results/run");
    }

    private static ShareFault fault(ShareFault.Kind kind, String words) {
        return new ShareFault(kind, words);
    }
}
