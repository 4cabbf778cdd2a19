package loadtest.seed.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tables as this database has them: their columns with their own types, and their unique keys. */
public final class Catalog {
    private static final String COLUMNS = """
            select c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
              a.attnotnull or y.typnotnull,
              a.atthasdef or a.attidentity <> '' or y.typdefault is not null,
              a.attgenerated = '' and a.attidentity <> 'a',
              (select max(concat(rn.nspname, '.', r.relname)) from pg_constraint f
                join pg_class r on r.oid = f.confrelid join pg_namespace rn on rn.oid = r.relnamespace
                where f.contype = 'f' and f.conrelid = c.oid and f.conkey = array[a.attnum])
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            join pg_type y on y.oid = a.atttypid
            where c.relname = any (?) and c.relkind in ('r', 'p')
            """;

    /** What fixtures cannot be written to under a name of theirs. */
    private static final String NOT_TABLES = """
            select c.relname, case c.relkind when 'v' then 'a view' when 'm' then 'a materialized view'
              else 'a foreign table' end
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
            where c.relname = any (?) and c.relkind in ('v', 'm', 'f')
            """;

    /** Those that an insert can name in its conflict clause: on columns alone, for all rows, checked at once. */
    private static final String UNIQUE_KEYS = """
            select c.relname, array_agg(a.attname::text)
            from pg_index i
            join pg_class c on c.oid = i.indrelid
            join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
            join unnest(i.indkey::int2[]) with ordinality k (attnum, place) on place <= i.indnkeyatts
            join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
            where c.relname = any (?) and i.indisunique and i.indisvalid and i.indimmediate
              and i.indpred is null and i.indexprs is null
            group by c.relname, i.indexrelid
            """;

    /** What a refusal may name, and the columns that it is about. */
    private static final String CONSTRAINTS = """
            select c.relname, x.name, string_agg(a.attname, ', ' order by a.attnum)
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
            cross join lateral (
              select f.conname as name, f.conkey as columns from pg_constraint f where f.conrelid = c.oid
              union all
              select i.relname, d.indkey::int2[] from pg_index d join pg_class i on i.oid = d.indexrelid
              where d.indrelid = c.oid) x
            join pg_attribute a on a.attrelid = c.oid and a.attnum = any (x.columns)
            where c.relname = any (?)
            group by c.relname, x.name
            """;

    /** Those that are called before each row of an insert is checked, and so may fill it. */
    private static final String INSERT_TRIGGERS = """
            select distinct c.relname
            from pg_trigger t
            join pg_class c on c.oid = t.tgrelid
            join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
            where c.relname = any (?) and t.tgtype & 7 = 7 and t.tgenabled in ('O', 'A') and not t.tgisinternal
            """;

    /**
     * A column of a table.
     *
     * @param type as SQL writes it, such as {@code numeric(12,2)}
     * @param writable false if the database alone computes it
     * @param refersTo the table of its foreign key, such as {@code auth.users}, or null
     */
    record Column(String type, boolean notNull, boolean hasDefault, boolean writable, String refersTo) {
        /** Whether the table accepts no row without a value for it. */
        boolean insists() {
            return notNull && !hasDefault && writable;
        }
    }

    private final Map<String, Map<String, Column>> columns = new HashMap<>();
    private final Map<String, String> notTables = new HashMap<>();
    private final Map<String, Set<Set<String>>> uniqueKeys = new HashMap<>();
    private final Map<String, String> constraints = new HashMap<>();
    private final Set<String> insertTriggers = new HashSet<>();

    private Catalog() {}

    /** @return what is empty until the round trip is made */
    static Catalog ask(RoundTrip trip, List<String> tables) {
        var catalog = new Catalog();
        var names = List.of(tables);
        trip.read(COLUMNS, names, catalog::addColumns);
        trip.read(NOT_TABLES, names, catalog::addNotTables);
        trip.read(UNIQUE_KEYS, names, catalog::addKeys);
        trip.read(CONSTRAINTS, names, catalog::addConstraints);
        trip.read(INSERT_TRIGGERS, names, catalog::addTriggers);
        return catalog;
    }

    private void addNotTables(ResultSet found) throws SQLException {
        while (found.next()) {
            notTables.put(found.getString(1), found.getString(2));
        }
    }

    private void addConstraints(ResultSet found) throws SQLException {
        while (found.next()) {
            constraints.put(found.getString(1) + "." + found.getString(2), found.getString(3));
        }
    }

    private void addTriggers(ResultSet found) throws SQLException {
        while (found.next()) {
            insertTriggers.add(found.getString(1));
        }
    }

    private void addColumns(ResultSet found) throws SQLException {
        while (found.next()) {
            var column = new Column(
                    found.getString(3),
                    found.getBoolean(4),
                    found.getBoolean(5),
                    found.getBoolean(6),
                    found.getString(7));
            columns.computeIfAbsent(found.getString(1), table -> new HashMap<>())
                    .put(found.getString(2), column);
        }
    }

    private void addKeys(ResultSet found) throws SQLException {
        while (found.next()) {
            var key = (String[]) found.getArray(2).getArray();
            uniqueKeys
                    .computeIfAbsent(found.getString(1), table -> new HashSet<>())
                    .add(new HashSet<>(Arrays.asList(key)));
        }
    }

    /** The table's columns by name; empty if there is no such table. */
    Map<String, Column> columns(String table) {
        return columns.getOrDefault(table, Map.of());
    }

    /** What has the table's name and is no table, such as {@code a view}. */
    Optional<String> insteadOf(String table) {
        return Optional.ofNullable(notTables.get(table));
    }

    /** The column's type as SQL writes it. */
    String type(String table, String column) {
        return columns.get(table).get(column).type();
    }

    /** Whether any column of these tables refers to the table, given with its schema. */
    boolean refersTo(String table) {
        return columns.values().stream()
                .flatMap(of -> of.values().stream())
                .anyMatch(column -> table.equals(column.refersTo()));
    }

    /** Whether a trigger may fill what an insert leaves empty. */
    boolean hasInsertTrigger(String table) {
        return insertTriggers.contains(table);
    }

    /** The columns that a constraint or a unique index is about, in one text; empty if it is not known. */
    Optional<String> columnsOf(String table, String constraint) {
        return Optional.ofNullable(constraints.get(table + "." + constraint));
    }

    boolean isUnique(String table, List<String> key) {
        return uniqueKeys.getOrDefault(table, Set.of()).contains(Set.copyOf(key));
    }
}
