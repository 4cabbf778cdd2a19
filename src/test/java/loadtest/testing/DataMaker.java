package loadtest.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import loadtest.standin.database.Home;
import loadtest.standin.database.PreparedData;

/** Makes files that look like a data directory of Postgres, in a process that may be killed over it. */
public final class DataMaker {
    /** So many that copying them takes a moment. */
    public static final int FILES = 100;

    private static final int SHUT_DOWN = 1;

    private DataMaker() {}

    /**
     * A data directory whose files hold one text, and a file beside it.
     *
     * @param state that Postgres would note
     */
    public static PreparedData.Made make(Home home, String text, int state) throws IOException {
        var data = home.folder().resolve("data");
        Files.createDirectories(data.resolve("global"));
        Files.createDirectories(data.resolve("pg_stat"));
        var control = ByteBuffer.allocate(64).order(ByteOrder.nativeOrder()).putInt(16, state);
        Files.write(data.resolve("global/pg_control"), control.array());
        for (var left : List.of("postmaster.pid", "postmaster.opts", "epg-lock", "pg_stat/pgstat.stat")) {
            Files.writeString(data.resolve(left), "left");
        }
        for (var i = 0; i < FILES; i++) {
            Files.writeString(data.resolve("file" + i), text);
        }
        var summary = Files.writeString(home.folder().resolve("summary.json"), text);
        return new PreparedData.Made(home.folder().getParent(), List.of(summary));
    }

    /** As {@link #make(Home, String, int)}, by a server that stopped in order. */
    public static PreparedData.Made make(Home home, String text) throws IOException {
        return make(home, text, SHUT_DOWN);
    }

    /** @param arguments where the homes lie, the prepared ones, and {@code stuck} for one that never ends to prepare */
    public static void main(String[] arguments) throws Exception {
        var home = new Home(Path.of(arguments[0], UUID.randomUUID().toString()));
        try (var hold = home.take()) {
            System.out.println(home.folder() + (hold.isOpen() ? "" : " is lost"));
            new PreparedData(Path.of(arguments[1])).into(home, "key", in -> {
                var made = make(in, "by another process");
                if (arguments[2].equals("stuck")) {
                    System.out.println("making");
                    System.in.transferTo(OutputStream.nullOutputStream());
                }
                return made;
            });
            System.out.println("copied");
        }
    }
}
