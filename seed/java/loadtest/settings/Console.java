package loadtest.settings;

import java.io.PrintStream;

/**
 * Standard output that masks secrets. Text of others has no effect on the terminal or the build server that reads it;
 * see {@link ForeignText}.
 */
public final class Console extends PrintStream {
    private final PrintStream out;

    private Console(PrintStream out) {
        super(out, true);
        this.out = out;
    }

    /** From now on, in a process of ours alone. */
    public static synchronized void install() {
        if (!(System.out instanceof Console)) {
            System.setOut(of(System.out));
        }
    }

    static Console of(PrintStream out) {
        return new Console(out);
    }

    /** Prints a command to the build server, which is ours. */
    public static void command(String line) {
        (System.out instanceof Console console ? console.out : System.out)
                .println(Mask.current().in(line));
    }

    /** All other ways to print a text lead here. */
    @Override
    public void print(String text) {
        out.print(ForeignText.lines(Mask.current().in(String.valueOf(text))));
    }
}
