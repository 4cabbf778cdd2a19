package loadtest.run;

import io.gatling.app.Gatling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import loadtest.settings.BadInput;
import loadtest.settings.ClassPath;
import loadtest.settings.Failure;
import loadtest.settings.ProjectFolder;
import loadtest.settings.Settings;
import loadtest.share.ShareSet;
import loadtest.target.Scenario;
import loadtest.target.Simulations;

/**
 * Makes one run of the shares below a folder: {@code mvn test-compile exec:java@merge -Druns=<folder>}, with the settings
 * that the shares had. Each scenario is merged in a JVM of its own, as a run is. Exits as a run does, with the worst exit
 * code of several, and with 1 and one line where there is nothing to merge.
 */
public final class MergeShares {
    private static final int MISCONFIGURED = 1;

    private static final String HANDED_ON = "baseline|(baseline|https?|gatling|loadtest)\\..*";

    private MergeShares() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            System.exit(merge(folder(System.getProperty("runs", ""))));
        } catch (BadInput | IOException e) {
            System.out.println("nothing was merged: " + Failure.line(e));
            System.exit(MISCONFIGURED);
        }
    }

    private static Path folder(String runs) {
        try {
            var folder = ProjectFolder.resolve(runs);
            if (!runs.isBlank() && Files.isDirectory(folder)) {
                return folder;
            }
        } catch (InvalidPathException e) {
            // no folder either, such as one with letters that this process's locale does not have
        }
        throw BadInput.in("-Druns", runs, "the folder with the runs of all shares, at any depth");
    }

    /** @return the worst exit code */
    private static int merge(Path runs) throws IOException, InterruptedException {
        // All commands first, since one that cannot be made is to keep the others from being started.
        var commands = ShareSet.under(runs).values().stream()
                .map(set -> command(runs, set))
                .toList();
        var worst = 0;
        for (var command : commands) {
            worst = Math.max(
                    worst, new ProcessBuilder(command).inheritIO().start().waitFor());
        }
        return worst;
    }

    private static List<String> handedOn() {
        return System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.matches(HANDED_ON))
                .map(name -> "-D" + name + "=" + System.getProperty(name))
                .toList();
    }

    private static List<String> command(Path runs, ShareSet set) {
        var simulation = Scenario.simulation(set.run().scenario());
        var classes = Simulations.classes().getOrDefault(simulation, List.of());
        if (classes.isEmpty()) {
            throw new BadInput("the shares below " + runs + " are of scenario "
                    + BadInput.shown(set.run().scenario()) + ", which this suite does not have");
        }
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), RunSimulation.OPENED));
        command.addAll(Stream.of(System.getProperty("gatling.jvmArgs", "").split(","))
                .filter(option -> !option.isBlank())
                .toList());
        command.addAll(handedOn());
        command.addAll(List.of(
                "-D" + Merge.PROPERTY + "=" + runs,
                "-Dsimulation=" + simulation,
                "-Dprofile=" + set.run().profile(),
                "-cp",
                ClassPath.ofThisProcess(),
                Gatling.class.getName(),
                "--simulation",
                classes.get(0),
                "--results-folder",
                ProjectFolder.resolve(Settings.load().run().outputDir().toString())
                        .toString()));
        return command;
    }
}
