package loadtest.seed;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import loadtest.settings.BadInput;

/** The columns of the tables as this database has them, with their own types. */
final class Catalog {
    private static final String COLUMNS = """
            select c.relname, a.attname, format_type(a.atttypid, a.atttypmod)
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relname = any (?) and c.relkind in ('r', 'p')
            """;

    private final Map<String, Map<String, String>> types = new HashMap<>();

    private Catalog() {}

    /** @throws BadInput naming every table and column that is missing */
    static Catalog read(Connection connection, List<TableRows> tables) throws SQLException {
        var catalog = new Catalog();
        try (var query = connection.prepareStatement(COLUMNS)) {
            var names = tables.stream().map(TableRows::table).toArray();
            query.setArray(1, connection.createArrayOf("text", names));
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    catalog.types
                            .computeIfAbsent(rows.getString(1), table -> new HashMap<>())
                            .put(rows.getString(2), rows.getString(3));
                }
            }
        }
        catalog.require(tables);
        return catalog;
    }

    /** The column's type as SQL writes it, such as {@code numeric(12,2)}. */
    String type(String table, String column) {
        return types.get(table).get(column);
    }

    private void require(List<TableRows> tables) {
        var missing = new ArrayList<String>();
        for (var table : tables) {
            var known = types.get(table.table());
            if (known == null) {
                missing.add("table public." + table.table());
                continue;
            }
            var absent = new TreeSet<>(table.columns());
            absent.removeAll(known.keySet());
            absent.forEach(column -> missing.add("column " + table.table() + "." + column));
        }
        if (!missing.isEmpty()) {
            throw new BadInput("SUPABASE_DB_URL: the database lacks " + String.join(", ", missing)
                    + "; is it the voucher platform's, with its migrations applied? nothing was written");
        }
    }
}
