package loadtest.benchmark;

/** The tables that a bare COPY writes to. */
enum Floor {
    /** Of the same columns, without keys or indexes. */
    UNLOGGED("benchmark"),
    REAL("public");

    private final String schema;

    Floor(String schema) {
        this.schema = schema;
    }

    String schema() {
        return schema;
    }
}
