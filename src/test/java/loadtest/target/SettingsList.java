package loadtest.target;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import loadtest.settings.BadInput;
import loadtest.settings.Bearer;
import loadtest.settings.Settings;
import loadtest.settings.ShownAddress;
import loadtest.settings.VariableNames;

/** Which variables are set, for a reader who must not see secrets. */
public final class SettingsList {
    private static final Set<String> OTHERS = Set.of(
            "BRIDGE_SHARED_SECRET",
            "PERF_BEARER_TOKEN",
            "PERF_PASSWORD",
            "PERF_SEED_USER_PASSWORD",
            "PERF_STATIC_HEADERS",
            "PERF_WABA_SANDBOX_TOKEN",
            "SUPABASE_DB_URL",
            "SUPABASE_SERVICE_ROLE_KEY");

    private final Map<String, String> variables;

    public SettingsList(Map<String, String> variables) {
        this.variables = variables;
    }

    /** Everything that a typed setting masks; of the database's address, its typed form shows the rest. */
    static Set<String> secret() {
        var secret = new TreeSet<>(Scenarios.onClassPath().bearerVariables());
        secret.addAll(OTHERS);
        return secret;
    }

    /** The variables that are set, in the order of the alphabet, with what may be shown of their values. */
    public Map<String, String> shown() {
        var shown = new TreeMap<String, String>();
        VariableNames.known().settings().stream()
                .filter(variables::containsKey)
                .forEach(name -> shown.put(name, shown(name)));
        return shown;
    }

    /** Each value alone is of its form; all that are not, by their variable, with what is wrong. */
    public Map<String, String> wrong() {
        var wrong = new TreeMap<String, String>();
        for (var name : variables.keySet()) {
            try {
                Settings.of(Map.of(name, variables.get(name)));
            } catch (BadInput e) {
                wrong.put(name, e.getMessage());
            }
        }
        return wrong;
    }

    private String shown(String name) {
        if (secret().contains(name) && !Bearer.isName(variables.get(name))) {
            return "***";
        }
        return BadInput.shown(ShownAddress.of(variables.get(name)));
    }
}
