package loadtest.seed.table;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tables as this database has them: their columns with their own types, and their unique keys. */
final class Catalog {
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
    private final Map<String, Set<Set<String>>> uniqueKeys = new HashMap<>();

    private Catalog() {}

    static Catalog read(Connection connection, List<String> tables) throws SQLException {
        var catalog = new Catalog();
        var names = connection.createArrayOf("text", tables.toArray());
        try (var query = connection.prepareStatement(COLUMNS + ";" + UNIQUE_KEYS)) {
            query.setArray(1, names);
            query.setArray(2, names);
            query.execute();
            catalog.addColumns(query.getResultSet());
            query.getMoreResults();
            catalog.addKeys(query.getResultSet());
        }
        return catalog;
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

    /** The column's type as SQL writes it. */
    String type(String table, String column) {
        return columns.get(table).get(column).type();
    }

    boolean isUnique(String table, List<String> key) {
        return uniqueKeys.getOrDefault(table, Set.of()).contains(Set.copyOf(key));
    }
}
