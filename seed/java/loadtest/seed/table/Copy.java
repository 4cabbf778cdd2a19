package loadtest.seed.table;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Sends rows by COPY, in its text format, holding little of them in memory. */
final class Copy {
    private static final int CHUNK_BYTES = 64 * 1024;

    private Copy() {}

    /** @param rows the values of each, in the order in which {@code copy} names the columns */
    static void rows(Connection connection, String copy, Stream<Stream<String>> rows) throws SQLException {
        var sink = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
        try {
            var chunk = new ByteArrayOutputStream();
            for (var row : (Iterable<Stream<String>>) rows::iterator) {
                chunk.writeBytes(line(row).getBytes(StandardCharsets.UTF_8));
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

    static String line(Stream<String> values) {
        return values.map(Copy::field).collect(Collectors.joining("\t", "", "\n"));
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
