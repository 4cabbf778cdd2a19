package loadtest.scenario.agent;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loadtest.audit.Audit;
import loadtest.audit.Evidence;
import loadtest.audit.Evidence.BeforeAndAfter;
import loadtest.audit.Ledger;
import loadtest.audit.Violations;
import loadtest.scenario.agent.SessionLedger.Session;
import loadtest.settings.Database;
import loadtest.slo.Finding;

/** Audits that every answered session and plan is stored. */
public final class SessionAudit implements Audit {
    private static final String STORED = "every session answered is stored";
    private static final String PLANNED = "every plan answered is stored";

    /** The names of what it finds. */
    public static final List<String> PROMISES = List.of(STORED, PLANNED);

    private static final List<String> TABLES = List.of("agent_sessions", "agent_runs");
    private static final String SESSIONS = """
            select s.id::text, coalesce(u.email::text, ''), s.created_at,
              (select count(*) from agent_runs r where r.session_id = s.id)
            from agent_sessions s left join auth.users u on u.id = s.started_by_user_id
            where s.id::text = any(?)
            """;

    /** How long the product answers a repeated start with the same session (contract of {@code /api/agent/start}). */
    private static final Duration SAME_SESSION = Duration.ofSeconds(300);

    private final SessionLedger ledger;
    private final Evidence<Rows> evidence;

    /** A stored session. */
    private record Row(String email, Instant createdAt, long runs) {}

    private record Rows(Instant now, Map<String, Row> sessions) {}

    /** @param database of the agent API, which is not the one of the voucher platform */
    public SessionAudit(SessionLedger ledger, Optional<Database> database) {
        this.ledger = ledger;
        this.evidence = new Evidence<>(database, TABLES, Rows.class, this::rows);
    }

    @Override
    public Optional<Evidence<?>> evidence() {
        return Optional.of(evidence);
    }

    @Override
    public Optional<Ledger<?>> ledger() {
        return Optional.of(ledger);
    }

    @Override
    public Map<String, Finding> findings() {
        var sessions = ledger.sessions();
        var reading = evidence.after();
        return Map.of(
                STORED, reading.judge(rows -> stored(sessions, rows)),
                PLANNED, reading.judge(rows -> planned(sessions, rows.after())));
    }

    private static Finding stored(Map<String, Session> sessions, BeforeAndAfter<Rows> rows) {
        var violations = new Violations();
        var earliest = rows.before().now().minus(SAME_SESSION);
        sessions.forEach((id, session) -> {
            var row = rows.after().sessions().get(id);
            if (row == null) {
                violations.add("without a row", id);
                return;
            }
            violations.addIf(
                    !session.email().isEmpty() && !session.email().equalsIgnoreCase(row.email()),
                    "started by somebody else",
                    id);
            violations.addIf(
                    row.createdAt().isBefore(earliest)
                            || row.createdAt().isAfter(rows.after().now()),
                    "not of this run",
                    id);
        });
        return violations.finding(sessions.size() + " distinct sessions answered", sessions.size());
    }

    private static Finding planned(Map<String, Session> sessions, Rows rows) {
        var violations = new Violations();
        var planned = sessions.entrySet().stream()
                .filter(entry -> entry.getValue().steps() > 0)
                .toList();
        planned.forEach(entry -> {
            var row = rows.sessions().get(entry.getKey());
            var runs = row == null ? 0 : row.runs();
            violations.addIf(runs < entry.getValue().steps(), "with fewer runs than steps answered", entry.getKey());
        });
        return violations.finding(planned.size() + " sessions with a plan answered", planned.size());
    }

    private Rows rows(Evidence.AuditTransaction look) throws SQLException {
        var rows = new HashMap<String, Row>();
        try (var statement = look.connection().prepareStatement(SESSIONS)) {
            statement.setArray(1, look.texts(List.copyOf(ledger.sessions().keySet())));
            var row = statement.executeQuery();
            while (row.next()) {
                var createdAt = row.getObject(3, OffsetDateTime.class).toInstant();
                rows.put(row.getString(1), new Row(row.getString(2), createdAt, row.getLong(4)));
            }
        }
        return new Rows(look.now(), rows);
    }
}
