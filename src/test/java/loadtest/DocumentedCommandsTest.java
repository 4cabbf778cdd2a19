package loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import loadtest.settings.DataFile;
import loadtest.testing.MarkdownFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command of the documents has a form that is known, and everything it names exists. */
class DocumentedCommandsTest {
    private static final Set<String> GOALS = Set.of(
            "compile", "test-compile", "test", "verify", "gatling:test", "gatling:enterprisePackage", "spotless:apply");
    private static final Set<String> FLAGS = Set.of("-o", "-B", "-X");
    private static final Pattern WORD = Pattern.compile("(?:'[^']*'|[^\\s'])+");
    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Z][A-Z0-9_]*=.*");

    /** Code within a line that is a command, and not a file, a field or what somebody sees. */
    private static final Pattern INLINE =
            Pattern.compile("(?:[A-Z][A-Z0-9_]*=\\S+ )*(?:(?:mvn|curl|cp|sha256sum|openssl)\\b|-[DP]\\w).*");

    private static final String POM = text("pom.xml");

    static Stream<MarkdownFile> documents() {
        return MarkdownFile.all().stream();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyCommandHasAKnownForm(MarkdownFile document) {
        assertThat(commands(document))
                .allSatisfy(command -> assertThat(wrong(command)).as(command).isEmpty());
    }

    @Test
    void thereAreCommands() {
        assertThat(documents().flatMap(document -> commands(document).stream()))
                .contains("mvn gatling:test", "mvn test-compile exec:java@doctor", "-Dprofile=ci");
    }

    @ParameterizedTest
    @CsvSource({
        "mvn gatling:tset, gatling:tset",
        "mvn gatling:test -Dsimulation=ApiSmok, ApiSmok",
        "mvn gatling:test -Dprofile=rampe, rampe",
        "mvn gatling:test -Dprofle=ramp, profle",
        "mvn compile exec:java@sead, sead",
        "mvn compile exec:java@seed -Dexec.args=--dry, --dry",
        "mvn verify -Ptruht, truht",
        "curl http://127.0.0.1:3000/control/fault, /control/fault",
        "export PERF_PERSONA_FILE=src/test/persona.csv, src/test/persona.csv",
        ".github/scripts/hand-on.sh results, .github/scripts/hand-on.sh",
        "kubectl apply -k .github/kubernets, .github/kubernets",
        "node seed.js, node"
    })
    void aWrongCommandIsSeen(String command, String culprit) {
        assertThat(wrong(command)).hasValueSatisfying(found -> assertThat(found).endsWith("'" + culprit + "'"));
    }

    private static List<String> commands(MarkdownFile document) {
        var commands = new ArrayList<String>();
        document.blocks("").forEach(block -> block.lines().map(String::strip).forEach(commands::add));
        document.code().stream()
                .filter(code -> INLINE.matcher(code).matches())
                .filter(code -> !code.contains("<")) // a form with a gap to be filled
                .forEach(commands::add);
        commands.removeIf(String::isBlank);
        return commands;
    }

    /** The first word that names nothing; empty where all is well. */
    private static Optional<String> wrong(String command) {
        var words = WORD.matcher(command)
                .results()
                .map(match -> match.group().replace("'", ""))
                .toList();
        var rest = words.stream()
                .dropWhile(word -> ASSIGNMENT.matcher(word).matches())
                .toList();
        var program = rest.get(0);
        var arguments = program.startsWith("-") ? rest.stream() : rest.stream().skip(1);
        if (program.equals("mvn") || program.startsWith("-")) {
            return arguments.flatMap(word -> wrongForMaven(word).stream()).findFirst();
        }
        return switch (program) {
            case "curl" ->
                arguments.flatMap(word -> wrongForCurl(word).stream()).findFirst();
            case "export" ->
                arguments
                        .flatMap(word -> noFile(word.replaceFirst("^\\w+=", "")).stream())
                        .findFirst();
            case "cp" -> noFile(rest.get(1));
            case "kubectl", "podman" ->
                rest.stream()
                        .filter(word -> word.startsWith(".github/"))
                        .flatMap(word -> noFile(word).stream())
                        .findFirst();
            case "sha256sum", "openssl" -> Optional.empty();
            default ->
                Files.isExecutable(Path.of(program)) ? Optional.empty() : Optional.of("no script '" + program + "'");
        };
    }

    private static Optional<String> wrongForMaven(String word) {
        if (word.startsWith("-D")) {
            var property = word.substring(2).split("=", 2);
            return property.length == 1
                    ? unread(property[0])
                    : wrongValue(property[0], property[1]).or(() -> unread(property[0]));
        }
        var known = word.startsWith("-P")
                ? POM.contains("<profile>\n      <id>" + word.substring(2) + "</id>")
                : word.startsWith("exec:java@")
                        ? POM.contains("<id>" + word.substring("exec:java@".length()) + "</id>\n            <goals>")
                        : GOALS.contains(word) || FLAGS.contains(word);
        return known
                ? Optional.empty()
                : Optional.of("Maven does not know '" + word.replaceFirst("^-P|^.*@", "") + "'");
    }

    private static Optional<String> wrongValue(String name, String value) {
        var valid =
                switch (name) {
                    case "exec.args" ->
                        text("seed/java/loadtest/seed/Seed.java").contains('"' + value + '"');
                    case "simulation" -> value.contains("*") || isSimulation(value);
                    case "profile" -> profiles().contains(value);
                    case "test" ->
                        files("src/test/java", value.replace("*", "") + ".java")
                                .findAny()
                                .isPresent();
                    default -> true;
                };
        return valid ? Optional.empty() : Optional.of("-D" + name + " cannot be '" + value + "'");
    }

    /** Whether Maven, a plugin, the engine or the suite reads a property. */
    private static Optional<String> unread(String name) {
        var setting = Pattern.compile("\\$\\{\\?\"?" + Pattern.quote(name) + "\"?}");
        var read = Set.of("exec.args", "test", "port")
                        .contains(name) // of plugins; of the stand-in, where LifecycleIT gives it
                || POM.contains("<" + name + ">")
                || setting.matcher(text("seed/resources/reference.conf")).find()
                || files("src/test/java", ".java").anyMatch(file -> text(file).contains("getProperty(\"" + name + "\""))
                || ConfigFactory.parseResources("gatling-defaults.conf").hasPath(name);
        return read ? Optional.empty() : Optional.of("nothing reads '" + name + "'");
    }

    private static boolean isSimulation(String simulation) {
        return files("src/test/java/loadtest/scenario", "/" + simulation + ".java")
                .findAny()
                .isPresent();
    }

    private static List<String> profiles() {
        return files("src/test/resources/scenarios", ".conf")
                .flatMap(file -> DataFile.parse(text(file), file).child("profiles").words().stream())
                .toList();
    }

    private static Optional<String> wrongForCurl(String word) {
        var path = word.startsWith("http") ? word.replaceFirst("http://127.0.0.1:3000", "") : "";
        return path.isEmpty()
                        || text("src/test/java/loadtest/standin/Control.java").contains('"' + path + '"')
                ? Optional.empty()
                : Optional.of("the stand-in has no '" + path.replaceFirst("http://127.0.0.1:\\d+", "") + "'");
    }

    private static Optional<String> noFile(String path) {
        return Files.exists(Path.of(path)) ? Optional.empty() : Optional.of("no file '" + path + "'");
    }

    private static Stream<String> files(String folder, String end) {
        try (var all = Files.walk(Path.of(folder))) {
            return all
                    .map(file -> file.toString().replace('\\', '/'))
                    .filter(file -> file.endsWith(end))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
