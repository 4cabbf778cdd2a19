package loadtest.settings;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The part of one machine in a run that several machines share: of three machines every third item of what is to be
 * divided, from its own on, so that all machines together have each once.
 *
 * @param part which machine this is, from 1
 * @param of how many there are
 */
public record Share(int part, int of) {
    /** That of a machine which runs alone. */
    public static final Share ALL = new Share(1, 1);

    /** @throws IllegalArgumentException for what is no part of a whole, or one of more than 999 */
    public Share {
        if (!isPart(part, of)) {
            throw new IllegalArgumentException("no machine of those that share a run: " + part + "/" + of);
        }
    }

    private static boolean isPart(int part, int of) {
        return 1 <= part && part <= of && of <= 999;
    }

    /** Takes {@code 2/3}, the second of three. */
    static Share parse(String variable, String text) {
        if (text.matches("[1-9]\\d{0,2}/[1-9]\\d{0,2}")) {
            var parts = text.split("/");
            var part = Integer.parseInt(parts[0]);
            var of = Integer.parseInt(parts[1]);
            if (isPart(part, of)) {
                return new Share(part, of);
            }
        }
        throw BadInput.in(variable, text, "which machine of how many, such as 2/3");
    }

    /** Whether there is no other machine. */
    public boolean isAll() {
        return of == 1;
    }

    /** Those of all machines that share the run, in their order. */
    public List<Share> ofAllMachines() {
        return IntStream.rangeClosed(1, of).mapToObj(n -> new Share(n, of)).toList();
    }

    /** How many of so many are this machine's. */
    public long count(long all) {
        return (all + of - part) / of;
    }

    /** This machine's place among those that have one of so many; empty where it has none itself. */
    public Optional<Share> among(long all) {
        return part <= all ? Optional.of(new Share(part, (int) Math.min(of, all))) : Optional.empty();
    }

    /** The items of this machine, in their order. */
    public <T> List<T> slice(List<T> items) {
        return IntStream.iterate(part - 1, n -> n < items.size(), n -> n + of)
                .mapToObj(items::get)
                .toList();
    }

    @Override
    public String toString() {
        return part + "/" + of;
    }
}
