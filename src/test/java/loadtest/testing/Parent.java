package loadtest.testing;

/** Plays Maven: it starts the run that is given as a command and waits for it. */
public final class Parent {
    private Parent() {}

    public static void main(String[] command) throws Exception {
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
