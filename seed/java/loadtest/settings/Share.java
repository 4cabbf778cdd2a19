package loadtest.settings;

import java.util.List;

/**
 * The part of one machine in a run that several machines share: a part of the load, and fixtures that no other machine
 * uses.
 *
 * @param part which machine this is, from 1
 * @param of how many there are
 */
public record Share(int part, int of) {
    /** Takes {@code 2/3}, the second of three. */
    static Share parse(String variable, String text) {
        if (text.matches("[1-9]\\d{0,2}/[1-9]\\d{0,2}")) {
            var parts = text.split("/");
            var share = new Share(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
            if (share.part <= share.of) {
                return share;
            }
        }
        throw BadInput.in(variable, text, "which machine of how many, such as 2/3");
    }

    /** Whether there is no other machine. */
    public boolean isAll() {
        return of == 1;
    }

    /** This machine's part of the items; the parts of all machines make up the whole. */
    public <T> List<T> slice(List<T> items) {
        return items.subList((int) ((long) items.size() * (part - 1) / of), (int) ((long) items.size() * part / of));
    }

    @Override
    public String toString() {
        return part + "/" + of;
    }
}
