package loadtest.settings;

import java.io.PrintStream;
import java.util.List;
import java.util.function.Predicate;

/**
 * Standard output that masks secrets. Text of others has no effect on the terminal or the build server that reads it;
 * see {@link ForeignText}.
 */
public final class Console extends PrintStream {
    private final PrintStream out;
    private volatile Predicate<String> hidden = line -> false;

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

    /** Prints a line of ours as it is, such as a command to the build server. */
    public static void command(String line) {
        (System.out instanceof Console console ? console.out : System.out)
                .println(Mask.current().in(line));
    }

    /**
     * Prints lines of ours that colour what they say. Only secrets are masked: whoever makes them has made the text of
     * others in them harmless.
     */
    public static void styled(List<String> lines) {
        lines.forEach(Console::command);
    }

    /** From now on prints no line of others, such as the engine's, that this predicate holds for. */
    public static void hide(Predicate<String> hidden) {
        if (System.out instanceof Console console) {
            console.hidden = hidden;
        }
    }

    @Override
    public void println(String line) {
        if (!hidden.test(line)) {
            super.println(line);
        }
    }

    @Override
    public void println(Object line) {
        println(String.valueOf(line));
    }

    /** All other ways to print a text lead here. */
    @Override
    public void print(String text) {
        out.print(ForeignText.lines(Mask.current().in(String.valueOf(text))));
    }
}
