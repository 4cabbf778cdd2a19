package loadtest.scenario.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loadtest.settings.BadInput;
import loadtest.settings.ClassPath;
import loadtest.settings.Secret;
import loadtest.settings.Settings;
import loadtest.settings.TextFile;
import loadtest.target.Target;

/** An account the agent scenarios work with. Without an email it works with a given token. */
public record Persona(
        Optional<String> email, Optional<Secret> password, String orgSlug, Optional<String> engagementId) {
    /**
     * The accounts of a run: of {@code PERF_PERSONA_FILE}; or the one of {@code PERF_EMAIL}; or none by name, with a
     * given token; or the demo personas, on the stand-in only. A row's organisation and engagement beat the variables.
     *
     * @throws BadInput for a file that is missing, empty, or has a row that is none of an account
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
        return PersonaFile.read("personas.csv", ClassPath.text("personas.csv"), agent);
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
        var name = "PERF_PERSONA_FILE " + file;
        try {
            return PersonaFile.read(name, TextFile.read(name, file), agent);
        } catch (IOException e) {
            throw BadInput.in("PERF_PERSONA_FILE", file, "a readable CSV file with the columns " + PersonaFile.COLUMNS);
        }
    }
}
