package loadtest.seed.table;

import static java.util.stream.Collectors.joining;

import java.util.Optional;
import loadtest.seed.fixture.FixtureKind;
import loadtest.seed.fixture.User;
import loadtest.settings.BadInput;

/** The SQL that deletes rows of one table, and counts those left. Rows have the letters that {@link Stage} gives them. */
record Removal(Stage stage) {
    /** Deletes what runs have added to the fixtures that these rows belong to, where the kind asks for that. */
    Optional<String> deleteOthers() {
        return stage.rows()
                .kind()
                .emptiedOwner()
                .map(owner -> "delete from public." + stage.table() + " t where " + isOther(owner));
    }

    /** Counts what {@link #deleteOthers} would delete, or has left, since a trigger may keep rows. */
    Optional<String> countOthers() {
        // Few rows of the owner are no fixtures, and only their numbers are looked at.
        return stage.rows()
                .kind()
                .emptiedOwner()
                .map(owner -> "select count(*) filter (where " + isOfUsers() + ") from public." + stage.table()
                        + " t where " + isUnknown(owner));
    }

    /** Counts the fixtures, and where the kind asks for that what runs have added to them. */
    String countRemovable() {
        var others = stage.rows().kind().emptiedOwner().map(owner -> " or " + isOther(owner));
        return count(isFixture() + others.orElse(""));
    }

    /** @throws BadInput if rows are left after deleting */
    void requireNone(long left) {
        if (left > 0) {
            throw new BadInput(
                    "SUPABASE_DB_URL: " + left + (left == 1 ? " row" : " rows") + " of public." + stage.table()
                            + " that must go " + (left == 1 ? "is" : "are")
                            + " still there after deleting; a trigger or rule of"
                            + " the database keeps rows; no table was changed");
        }
    }

    private String count(String which) {
        return "select count(*) from public." + stage.table() + " t where " + which;
    }

    /** Of a row of an owner, who has been staged before, whether it is none of the staged ones and must go. */
    private String isOther(FixtureKind.Owner owner) {
        return isUnknown(owner) + " and " + isOfUsers();
    }

    private String isUnknown(FixtureKind.Owner owner) {
        return "t.%s in (select o.id from %s o) and not exists (select from %s s where %s)"
                .formatted(owner.column(), Stage.name(owner.table()), stage.name(), stage.sameKey());
    }

    /** True where the kind's rows must go whatever their number is. */
    private String isOfUsers() {
        return stage.rows().kind().oustedBy().map(Removal::isOfUsers).orElse("true");
    }

    private static String isOfUsers(String phone) {
        var numbers = User.numbers().stream()
                .map(number -> Stage.digits("'" + number + "'"))
                .collect(joining(", "));
        return Stage.digits("t." + phone) + " in (" + numbers + ")";
    }

    String delete() {
        return "delete from public." + stage.table() + " t where " + isFixture();
    }

    /** Whether row {@code t} of the table is a fixture. A profile may be that of somebody who merely has the same address. */
    String isFixture() {
        var marked = !stage.rows().kind().hasOwnId() && stage.columns().contains("metadata")
                ? " and t.metadata::jsonb ->> 'seedVersion' is not null"
                : "";
        return "exists (select from " + stage.name() + " s where " + stage.sameKey() + ")" + marked;
    }
}
