package loadtest.seed.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import loadtest.seed.fixture.Voucher;
import loadtest.settings.BadInput;

/**
 * Rows of other people that refer to fixtures about to be removed. Where a foreign key would forbid the removal, or
 * would clear or delete somebody's voucher with it, nothing is removed at all.
 */
final class Referrers {
    private static final int SHOWN = 5;

    /** Of one table: who refers to it, with which columns, and how those match its own. */
    private static final String KEYS = """
            select format('%%I.%%I', n.nspname, c.relname), string_agg(a.attname, ', ' order by k.place),
              string_agg(format('r.%%I = t.%%I', a.attname, b.attname), ' and ' order by k.place)
            from pg_constraint f
            join pg_class c on c.oid = f.conrelid join pg_namespace n on n.oid = c.relnamespace
            cross join unnest(f.conkey, f.confkey) with ordinality k (own, other, place)
            join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.own
            join pg_attribute b on b.attrelid = f.confrelid and b.attnum = k.other
            where f.contype = 'f' and f.conparentid = 0 and f.confrelid = to_regclass(?) and f.conrelid <> f.confrelid
              and (f.confdeltype in ('a', 'r') or f.conrelid = to_regclass('public.%s'))
            group by f.oid, n.nspname, c.relname order by n.nspname, c.relname, f.oid
            """.formatted(Voucher.TABLE);

    private record Key(String table, String columns, String match) {}

    private final Connection connection;

    /** @param connection inside the transaction that removes, where the fixtures that refer to others are gone already */
    Referrers(Connection connection) {
        this.connection = connection;
    }

    /**
     * @param table with its schema
     * @param doomed in SQL, which rows {@code t} of it are to be removed
     * @throws BadInput naming the rows that refer to these
     */
    void requireNone(String table, String doomed) throws SQLException {
        var found = new ArrayList<String>();
        for (var key : keysTo(table)) {
            for (var id : rows(key, table, doomed)) {
                found.add("row id = " + id + " of " + key.table() + " refers to a fixture of " + table + " by "
                        + key.columns());
            }
        }
        if (!found.isEmpty()) {
            var shown = found.subList(0, Math.min(SHOWN, found.size()));
            throw new BadInput("SUPABASE_DB_URL: " + String.join("; ", shown)
                    + (found.size() > SHOWN ? "; and there are more rows like these" : "")
                    + "; they are not the seeder's, so nothing was removed: make them refer to something else, or"
                    + " delete them, and remove again");
        }
    }

    private List<Key> keysTo(String table) throws SQLException {
        try (var query = connection.prepareStatement(KEYS)) {
            query.setString(1, table);
            var keys = new ArrayList<Key>();
            try (var found = query.executeQuery()) {
                while (found.next()) {
                    keys.add(new Key(found.getString(1), found.getString(2), found.getString(3)));
                }
            }
            return keys;
        }
    }

    private List<String> rows(Key key, String table, String doomed) throws SQLException {
        var sql =
                "select coalesce(to_jsonb(r) ->> 'id', 'unknown') from %s r join %s t on %s where %s order by 1 limit %s"
                        .formatted(key.table(), table, key.match(), doomed, SHOWN + 1);
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            var ids = new ArrayList<String>();
            while (found.next()) {
                ids.add(found.getString(1));
            }
            return ids;
        }
    }
}
