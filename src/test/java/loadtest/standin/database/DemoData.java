package loadtest.standin.database;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import loadtest.settings.ClassPath;

/** The stand-in's own data, which no seeder writes: tables, personas, and the agent side's history. */
public final class DemoData {
    /** The organisation of the shipped personas. */
    public static final String ORG = "demo";

    private static final String PERSONA = """
            with member as (
              insert into auth.users (email, encrypted_password, email_confirmed_at)
              values (lower(?), crypt(?, gen_salt('bf', 4)), now())
              on conflict (email) do update set updated_at = now() returning id
            ), org as (
              insert into organizations (slug) values (?)
              on conflict (slug) do update set slug = excluded.slug returning id
            ), engagement as (
              insert into engagements (org_id, slug) select id, ? from org on conflict do nothing
            )
            insert into memberships (org_id, user_id, role) select org.id, member.id, 'MANAGER' from org, member
            on conflict do nothing
            """;

    private static final String DAY = "select set_config('demo.day', ?, true)";

    private record Persona(
            @JsonProperty("email") String email,
            @JsonProperty("password") String password,
            @JsonProperty("orgSlug") String orgSlug,
            @JsonProperty("engagementId") String engagementId) {}

    private DemoData() {}

    /**
     * Makes the tables and writes their first rows.
     *
     * @param day on which the history ends, so that all stand-ins of a day have the same
     */
    public static void write(Db db, Instant day) throws SQLException, IOException {
        var schema = ClassPath.text("standin/schema.sql");
        var demo = ClassPath.text("standin/demo.sql");
        var personas = personas();
        db.transaction(session -> {
            session.script(schema);
            for (var persona : personas) {
                session.run(PERSONA, persona.email(), persona.password(), persona.orgSlug(), persona.engagementId());
            }
            session.one(DAY, row -> row.getString(1), day.toString());
            session.script(demo);
            return null;
        });
    }

    private static List<Persona> personas() throws IOException {
        var columns = CsvSchema.emptySchema().withHeader();
        try (var rows = new CsvMapper()
                .readerFor(Persona.class)
                .with(columns)
                .<Persona>readValues(ClassPath.text("personas.csv"))) {
            return rows.readAll();
        }
    }
}
