package loadtest.truth;

import java.util.List;

final class TargetRows {
    static List<Row> all() {
        return List.of();
    }
}
