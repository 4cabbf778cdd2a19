package loadtest.run;

import io.gatling.app.Gatling;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loadtest.settings.BadInput;
import loadtest.settings.Failure;
import loadtest.settings.ProjectFolder;
import loadtest.settings.Settings;
import loadtest.target.Simulations;

/**
 * Starts one simulation from an IDE as the Maven plugin does. The engine reaches into {@code java.lang}, which Java must
 * be told when it starts: without a debugger this process starts another one, with it the run configuration needs {@link
 * #OPENED}, since a debugger stays with the process that it has started.
 */
public final class RunSimulation {
    static final String OPENED = "--add-opens=java.base/java.lang=ALL-UNNAMED";
    private static final int MISCONFIGURED = 1;

    private RunSimulation() {}

    /** @param arguments the simple name of the simulation's class */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try {
            var simulation = simulation(arguments);
            if (!isOpen()) {
                System.exit(inAnotherProcess(arguments));
            }
            System.setProperty("simulation", arguments[0]); // as the command line has it
            Gatling.main(new String[] {
                "--simulation", simulation, "--results-folder", results().toString()
            });
        } catch (BadInput e) {
            System.out.println(Failure.line(e));
            System.exit(MISCONFIGURED);
        }
    }

    private static String simulation(String[] arguments) {
        var known = Simulations.classes();
        var named =
                arguments.length == 1 ? Optional.ofNullable(known.get(arguments[0])) : Optional.<List<String>>empty();
        return named.map(classes -> classes.get(0))
                .orElseThrow(() -> BadInput.in(
                        "the program's argument", String.join(" ", arguments), String.join(", ", known.keySet())));
    }

    private static Path results() {
        return ProjectFolder.resolve(Settings.load().run().outputDir().toString());
    }

    private static boolean isOpen() {
        return String.class.getModule().isOpen("java.lang", Gatling.class.getModule());
    }

    /** @return its exit code */
    private static int inAnotherProcess(String[] arguments) throws IOException, InterruptedException {
        var options = ManagementFactory.getRuntimeMXBean().getInputArguments();
        if (options.stream().anyMatch(option -> option.contains("jdwp"))) {
            throw new BadInput("a debugger is attached to this process, and the engine needs the VM option " + OPENED
                    + ": add it to the run configuration");
        }
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), OPENED));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), RunSimulation.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
