package loadtest.testing;

/** Stands for Maven: it starts the run given as a command and waits. */
public final class Parent {
    private Parent() {}

    public static void main(String[] command) throws Exception {
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
