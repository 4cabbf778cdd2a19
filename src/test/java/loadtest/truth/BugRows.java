package loadtest.truth;

import java.util.List;

final class BugRows {
    static List<Row> all() {
        return List.of();
    }
}
