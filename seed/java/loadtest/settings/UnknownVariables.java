package loadtest.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Variables and properties that are set and that nothing reads. A misspelt address would leave its scenario out, or the
 * stand-in would run in place of the target, and all would be green: so a mistake stops a run, and the others are noted.
 *
 * @param mistakes names of ours that are misspelt, or given where they are not read
 * @param notes what the older tools read, with what to do instead
 * @param foreign names that may well be another program's
 */
public record UnknownVariables(List<Mistake> mistakes, List<Note> notes, List<Note> foreign) {
    private static final String IGNORE = "PERF_IGNORE_VARIABLES";
    private static final List<String> OF_OLDER_TOOLS = List.of("K6_", "ARTILLERY_", "LOCUST_");

    /** A name that differs from a setting in no more characters is that setting, misspelt. */
    private static final int NEAR = 2;

    /** Shorter names are near to each other by chance. */
    private static final int SHORTEST = 10;

    /** @param nearest the name that is known and spelt most like it; empty where none is alike */
    public record Mistake(String name, String what, Optional<String> nearest) {}

    /** Something that nothing here reads. */
    public record Note(String name, String what) {}

    /**
     * Judges what applies to this process.
     *
     * @param root the folder whose {@code .env} is read, normally the project's
     * @throws BadInput if {@code .env} cannot be parsed, or {@value #IGNORE} holds a setting of this suite
     */
    public static UnknownVariables of(Path root) {
        return of(
                Variables.of(root),
                DotEnv.in(root).keySet(),
                System.getProperties().stringPropertyNames());
    }

    /**
     * @param variables by name
     * @param dotEnv which of them stand in {@code .env}
     * @param properties the names of {@code -D} properties
     */
    static UnknownVariables of(Map<String, String> variables, Set<String> dotEnv, Set<String> properties) {
        var known = VariableNames.known();
        var ignored = ignored(variables, known);
        var found = new UnknownVariables(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (var name : new TreeSet<>(variables.keySet())) {
            if (!known.settings().contains(name) && !known.others().contains(name) && !ignored.contains(name)) {
                found.judge(name, dotEnv.contains(name) ? " in .env" : "", known);
            }
        }
        for (var name : new TreeSet<>(properties)) {
            found.judgeProperty(name, known);
        }
        return found;
    }

    /** @throws BadInput with all mistakes, where there are any */
    public void refuse() {
        if (!mistakes.isEmpty()) {
            throw new BadInput(mistakes.stream()
                    .map(mistake -> mistake.name() + mistake.what())
                    .collect(Collectors.joining("; ")));
        }
    }

    /** Those that concern the seeder; a misspelt address of the load is none of its business. */
    public UnknownVariables ofTheSeeder() {
        var seeder = VariableNames.known().seeder();
        var own = mistakes.stream()
                .filter(mistake -> mistake.name().startsWith("PERF_SEED_")
                        || mistake.nearest().filter(seeder::contains).isPresent())
                .toList();
        return new UnknownVariables(own, List.of(), List.of());
    }

    private static Set<String> ignored(Map<String, String> variables, VariableNames known) {
        var ignored = Stream.of(variables.getOrDefault(IGNORE, "").split(","))
                .map(String::strip)
                .collect(Collectors.toSet());
        for (var name : ignored) {
            if (known.settings().contains(name)) {
                throw BadInput.in(IGNORE, name, "variables of other programs, comma separated; this one is read here");
            }
        }
        return ignored;
    }

    private void judge(String name, String place, VariableNames known) {
        var nearest = known.nearest(likeOurs(name));
        if (known.gone().containsKey(name)) {
            notes.add(new Note(name, "is not read here: " + known.gone().get(name)));
        } else if (OF_OLDER_TOOLS.stream().anyMatch(name::startsWith)) {
            notes.add(new Note(name, "is not read here: it was a setting of the older tool's own"));
        } else if (name.startsWith("PERF_") || isNear(likeOurs(name), nearest)) {
            mistakes.add(new Mistake(
                    name,
                    place + " is no setting of this suite: is it misspelt? "
                            + nearest.map(setting -> "The nearest is " + setting)
                                    .orElse(".env.example lists all")
                            + "; if another program reads it, list it in " + IGNORE,
                    nearest));
        } else if (name.startsWith("SUPABASE_") || name.startsWith("BRIDGE_")) {
            foreign.add(new Note(name, "is set, and no setting of this suite"));
        }
    }

    /** Of the properties only those that choose a run are read. */
    private void judgeProperty(String name, VariableNames known) {
        var meant = likeOurs(name);
        if (name.startsWith("PERF_") || known.settings().contains(meant)) {
            var nearest = known.nearest(meant);
            mistakes.add(new Mistake(
                    "-D" + name,
                    " is not read: export " + nearest.orElse("the setting that is meant") + ", or write it into .env",
                    nearest));
        } else if (!Variables.PROPERTIES.contains(name)) {
            Variables.PROPERTIES.stream()
                    .filter(property -> VariableNames.distance(name.toLowerCase(Locale.ROOT), property)
                            <= (property.length() < 6 ? 1 : NEAR))
                    .findFirst()
                    .ifPresent(property -> mistakes.add(new Mistake(
                            "-D" + name, " is not read: is it -D" + property + "?", Optional.of("-D" + property))));
        }
    }

    private static boolean isNear(String name, Optional<String> known) {
        return name.length() >= SHORTEST
                && known.filter(setting -> VariableNames.distance(name, setting) <= NEAR)
                        .isPresent();
    }

    /** As we would spell it. */
    private static String likeOurs(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
    }
}
