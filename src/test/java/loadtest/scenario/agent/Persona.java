package loadtest.scenario.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loadtest.settings.BadInput;
import loadtest.settings.ClassPath;
import loadtest.settings.Secret;
import loadtest.settings.Settings;
import loadtest.target.Target;

/** An account the agent scenarios work with. Without an email it works with a given token. */
public record Persona(
        Optional<String> email, Optional<Secret> password, String orgSlug, Optional<String> engagementId) {
    private static final List<String> COLUMNS = List.of("email", "password", "orgSlug", "engagementId");

    /**
     * The accounts of a run: of {@code PERF_PERSONA_FILE}; or the one of {@code PERF_EMAIL}; or none by name, with a
     * given token; or the demo personas, on the stand-in only. A row's organisation and engagement beat the variables.
     *
     * @throws BadInput for a file that is missing, empty, or lacks a column
     */
    public static List<Persona> of(Target target) {
        var agent = target.settings().agent();
        if (agent.personaFile().isPresent()) {
            return fromFile(agent.personaFile().get(), agent);
        }
        if (agent.email().isPresent() || agent.bearerToken().isPresent()) {
            var orgSlug = agent.orgSlug().orElseThrow(() -> new BadInput("PERF_ORG_SLUG is not set: set it"));
            if (agent.bearerToken().isEmpty() && agent.password().isEmpty()) {
                throw new BadInput("PERF_PASSWORD is not set, yet PERF_EMAIL is: set both or none");
            }
            return List.of(new Persona(agent.email(), agent.password(), orgSlug, agent.engagementId()));
        }
        return demo(agent);
    }

    /** What is to be masked once these accounts are used. */
    public static List<Secret> passwords(List<Persona> personas) {
        return personas.stream().flatMap(one -> one.password().stream()).toList();
    }

    /** As a virtual user's session wants it; holds the password in the clear. */
    public Map<String, Object> feed() {
        var fields = new HashMap<String, Object>();
        fields.put("orgSlug", orgSlug);
        email.ifPresent(value -> fields.put("email", value));
        password.ifPresent(value -> fields.put("password", value.reveal()));
        engagementId.ifPresent(value -> fields.put("engagementId", value));
        return fields;
    }

    private static List<Persona> fromFile(Path file, Settings.AgentApi agent) {
        // Spreadsheets put a byte order mark before the first column's name.
        try (var reader = new StringReader(Files.readString(file).replaceFirst("^\uFEFF", ""))) {
            return read("PERF_PERSONA_FILE " + file, reader, agent);
        } catch (IOException e) {
            throw BadInput.in("PERF_PERSONA_FILE", file, "a readable CSV file with the columns " + COLUMNS);
        }
    }

    private static List<Persona> demo(Settings.AgentApi agent) {
        try (Reader reader = new StringReader(ClassPath.text("personas.csv"))) {
            return read("personas.csv", reader, agent);
        } catch (IOException e) {
            throw new BadInput("personas.csv: cannot be read");
        }
    }

    private static List<Persona> read(String name, Reader reader, Settings.AgentApi agent) throws IOException {
        var personas = new ArrayList<Persona>();
        try (MappingIterator<Map<String, String>> rows = new CsvMapper()
                .readerForMapOf(String.class)
                .with(CsvParser.Feature.TRIM_SPACES)
                .with(CsvParser.Feature.SKIP_EMPTY_LINES)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(reader)) {
            while (rows.hasNextValue()) {
                var line = rows.getCurrentLocation().getLineNr();
                personas.add(persona(name + " line " + line, rows.nextValue(), agent));
            }
        } catch (JsonProcessingException e) {
            throw new BadInput(name + ": not a CSV file with the columns " + String.join(",", COLUMNS));
        }
        if (personas.isEmpty()) {
            throw new BadInput(name + ": no account in it; it needs the columns " + String.join(",", COLUMNS)
                    + " and a row for each account");
        }
        return personas;
    }

    private static Persona persona(String where, Map<String, String> row, Settings.AgentApi agent) {
        for (var column : COLUMNS) {
            if (!row.containsKey(column)) {
                throw new BadInput(where + ": no column '" + column + "'; valid: " + String.join(",", COLUMNS));
            }
        }
        var orgSlug = field(row, "orgSlug")
                .or(agent::orgSlug)
                .orElseThrow(() -> new BadInput(where + ": no orgSlug, and PERF_ORG_SLUG is not set"));
        var email = field(row, "email");
        var password = field(row, "password").map(value -> Secret.of(where + " password", value));
        if (agent.bearerToken().isEmpty() && (email.isEmpty() || password.isEmpty())) {
            throw new BadInput(where + ": no email or no password");
        }
        return new Persona(email, password, orgSlug, field(row, "engagementId").or(agent::engagementId));
    }

    private static Optional<String> field(Map<String, String> row, String column) {
        return Optional.ofNullable(row.get(column)).filter(value -> !value.isBlank());
    }
}
