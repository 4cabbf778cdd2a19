package loadtest.seed.table;

import static java.util.stream.Collectors.joining;

import java.util.stream.Stream;

/** The SQL that reads one table back after writing; the rows have the letters that {@link Stage} gives them. */
record StageCheck(Stage stage) {
    /** Counts what a {@link Comparison} tells. */
    String compare() {
        var others = new Removal(stage).countOthers().orElse("0");
        var counted = "count(*) filter (where t.%1$s is null), count(*) filter (where t.%1$s is not null and (%2$s)),"
                + " count(*) filter (where t.%1$s is not null and (%3$s)), (%4$s)";
        return "select " + counted.formatted(stage.rows().key().get(0), stage.differ("t", "s"), reshaped(), others)
                + " from " + there();
    }

    /**
     * Counts what the table holds after writing: rows that are not there, and the least key of those; rows that are not
     * as written; and where the rows that differed are kept, those changed to what was written, and how many there were.
     */
    String readBack(boolean kept) {
        var key = stage.rows().key().get(0);
        var counts = "select count(*) filter (where t.%1$s is null), min(s.%1$s::text) filter (where t.%1$s is null),"
                + " count(*) filter (where t.%1$s is not null and (%2$s)), ";
        var changed = "count(*) filter (where w.%1$s is not null and t.%1$s is not null and (%3$s) and not (%2$s)),"
                + " count(w.%1$s)";
        return (counts + (kept ? changed : "0, 0")).formatted(key, altered(), kept ? stage.differ("t", "w") : "")
                + " from " + (kept ? afterwards() : there());
    }

    private String there() {
        return stage.name() + " s left join public." + stage.table() + " t on " + stage.sameKey();
    }

    /** The rows that are not as written: their key, and the columns of {@code t}, {@code s} and {@code w} as JSON. */
    String notAsWritten() {
        var key = stage.rows().key().get(0);
        return "select s.%1$s::text, %2$s, %3$s, case when w.%1$s is not null then %4$s end from %5$s where t.%1$s is not null and (%6$s) order by 1"
                .formatted(key, json("t"), json("s"), json("w"), afterwards(), altered());
    }

    /** Whether a row that is there is not as written. */
    private String altered() {
        return stage.differ("t", "s") + " or " + reshaped();
    }

    /** Whether a phone number in the key is written in another form. */
    private String reshaped() {
        return stage.rows().kind().phones().stream()
                .map(column -> "t." + column + " is distinct from s." + column)
                .reduce((one, other) -> one + " or " + other)
                .orElse("false");
    }

    /** The columns whose values are read back where they are not as written. */
    Stream<String> readable() {
        return Stream.concat(stage.others(), stage.rows().kind().phones().stream());
    }

    private String afterwards() {
        return there() + " left join " + stage.found() + " w on " + stage.wasFound();
    }

    private String json(String row) {
        var kept = row.equals("w") ? stage.others() : readable();
        return kept.map(column -> "'" + column + "', " + row + "." + column)
                .collect(joining(", ", "jsonb_build_object(", ")::text"));
    }
}
