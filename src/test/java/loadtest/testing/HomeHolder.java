package loadtest.testing;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import loadtest.standin.database.Home;

/** Plays an owner in another container: it holds a folder's lock, and its process id means nothing here. */
public final class HomeHolder {
    private HomeHolder() {}

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        try (var hold = new Home(folder).take()) {
            Files.writeString(folder.resolve("owner"), arguments[1]);
            System.out.println(hold.isOpen() ? "held" : "lost");
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
