package loadtest.scenario.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import loadtest.settings.BadInput;
import loadtest.settings.Secret;
import loadtest.settings.Settings;

/**
 * A CSV text with an account in each row, as a person or a spreadsheet writes it: cells that are missing or left over
 * at the end of a row may be empty, rows of empty cells are passed over, and commas, semicolons or tabs are between the
 * cells.
 */
final class PersonaFile {
    static final List<String> COLUMNS = List.of("email", "password", "orgSlug", "engagementId");

    /** The others fall back to a variable, row by row or for the whole file. */
    private static final List<String> NEEDED = COLUMNS.subList(0, 2);

    private final String name;
    private final Settings.AgentApi agent;
    private final Map<String, Integer> columns = new HashMap<>();
    private final Map<String, Integer> lines = new HashMap<>(); // of accounts
    private int width; // cells of the header
    private int line;

    private PersonaFile(String name, Settings.AgentApi agent) {
        this.name = name;
        this.agent = agent;
    }

    /**
     * The accounts, in the order of the rows.
     *
     * @param name what to call the file in an error
     * @param agent its organisation and engagement are those of rows that name none
     * @throws BadInput naming the line that is no row of an account; none of its values is shown but a doubled email
     */
    static List<Persona> read(String name, String text, Settings.AgentApi agent) {
        var file = new PersonaFile(name, agent);
        var personas = new ArrayList<Persona>();
        try (MappingIterator<String[]> rows = new CsvMapper()
                .readerFor(String[].class)
                .with(CsvParser.Feature.WRAP_AS_ARRAY)
                .with(CsvParser.Feature.TRIM_SPACES)
                .with(CsvParser.Feature.SKIP_EMPTY_LINES)
                .with(CsvSchema.emptySchema().withColumnSeparator(separator(text)))
                .readValues(text)) {
            while (rows.hasNextValue()) {
                file.line = rows.getCurrentLocation().getLineNr();
                file.row(rows.nextValue()).ifPresent(personas::add);
            }
        } catch (JsonProcessingException e) {
            throw file.wrong("a quote is not closed, or something follows it; a quote within quotes is written twice");
        } catch (IOException e) {
            throw file.wrong("cannot be read");
        }
        if (personas.isEmpty()) {
            throw new BadInput(name + ": no account in it; it needs the columns " + String.join(",", COLUMNS)
                    + " (the last two may be left out) and a row for each account");
        }
        return personas;
    }

    /** What the first line has most of. */
    private static char separator(String text) {
        var header = text.stripLeading().lines().findFirst().orElse("");
        return Stream.of(',', ';', '\t')
                .max(Comparator.comparingLong(
                        separator -> header.chars().filter(c -> c == separator).count()))
                .orElseThrow();
    }

    private Optional<Persona> row(String[] cells) {
        if (Stream.of(cells).allMatch(String::isBlank)) {
            return Optional.empty();
        }
        if (Stream.of(cells).anyMatch(cell -> cell.indexOf('\n') >= 0)) {
            throw wrong("a cell goes on in the next line: is a quote not closed?");
        }
        if (columns.isEmpty()) {
            header(cells);
            return Optional.empty();
        }
        return Optional.of(persona(cells));
    }

    private void header(String[] cells) {
        width = cells.length;
        for (int i = 0; i < cells.length; i++) {
            if (columns.putIfAbsent(cells[i], i) != null && !cells[i].isBlank()) {
                throw wrong("two columns '" + BadInput.shown(cells[i]) + "'");
            }
        }
        for (var column : NEEDED) {
            if (!columns.containsKey(column)) {
                throw wrong("no column '" + column + "'; valid: " + String.join(",", COLUMNS));
            }
        }
        columns.keySet().forEach(this::refuseMisspelt);
        if (!columns.containsKey("orgSlug") && agent.orgSlug().isEmpty()) {
            throw wrong("no column 'orgSlug', and PERF_ORG_SLUG is not set: set it, or add the column");
        }
    }

    /** Another column is the file's own business; one that is meant and not read would load another organisation. */
    private void refuseMisspelt(String name) {
        for (var column : COLUMNS) {
            if (!columns.containsKey(column) && plain(name).equals(plain(column))) {
                throw wrong("column '" + BadInput.shown(name) + "' is not read; write '" + column + "'");
            }
        }
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
    }

    private Persona persona(String[] cells) {
        for (int i = width; i < cells.length; i++) {
            if (!cells[i].isBlank()) {
                throw wrong(cells.length + " cells, and there are " + width
                        + " columns; a cell with a separator in it goes into double quotes");
            }
        }
        var orgSlug = cell(cells, "orgSlug")
                .or(agent::orgSlug)
                .orElseThrow(() -> wrong("no orgSlug, and PERF_ORG_SLUG is not set"));
        var email = cell(cells, "email");
        var password = cell(cells, "password").map(value -> Secret.of(name + " line " + line + " password", value));
        if (agent.bearerToken().isEmpty() && (email.isEmpty() || password.isEmpty())) {
            throw wrong("no email or no password");
        }
        email.ifPresent(this::refuseTwice);
        return new Persona(email, password, orgSlug, cell(cells, "engagementId").or(agent::engagementId));
    }

    /** The rate limit is that of an account, however often it is listed. */
    private void refuseTwice(String email) {
        var before = lines.putIfAbsent(email.toLowerCase(Locale.ROOT), line);
        if (before != null) {
            throw wrong(BadInput.shown(email) + " is listed twice, first in line " + before + "; list it once");
        }
    }

    private Optional<String> cell(String[] cells, String column) {
        return Optional.ofNullable(columns.get(column))
                .filter(index -> index < cells.length)
                .map(index -> cells[index])
                .filter(value -> !value.isBlank());
    }

    private BadInput wrong(String why) {
        return new BadInput(name + " line " + line + ": " + why);
    }
}
