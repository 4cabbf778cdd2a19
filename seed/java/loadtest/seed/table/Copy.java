package loadtest.seed.table;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import loadtest.seed.fixture.Row;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Sends rows by COPY, in its text format, holding little of them in memory. */
final class Copy {
    private static final int CHUNK_BYTES = 64 * 1024;

    private Copy() {}

    /** @param columns of each row, in the order in which {@code copy} names them */
    static void rows(Connection connection, String copy, List<String> columns, List<Row> rows) throws SQLException {
        var sink = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
        try {
            var chunk = new ByteArrayOutputStream();
            for (var row : rows) {
                chunk.writeBytes(line(row, columns).getBytes(StandardCharsets.UTF_8));
                if (chunk.size() >= CHUNK_BYTES) {
                    flush(chunk, sink);
                }
            }
            flush(chunk, sink);
            sink.endCopy();
        } finally {
            if (sink.isActive()) {
                sink.cancelCopy();
            }
        }
    }

    private static void flush(ByteArrayOutputStream chunk, CopyIn sink) throws SQLException {
        sink.writeToCopy(chunk.toByteArray(), 0, chunk.size());
        chunk.reset();
    }

    static String line(Row row, List<String> columns) {
        return columns.stream().map(row.columns()::get).map(Copy::field).collect(Collectors.joining("\t", "", "\n"));
    }

    private static String field(String value) {
        return value == null
                ? "\\N"
                : value.replace("\\", "\\\\")
                        .replace("\t", "\\t")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r");
    }
}
