package loadtest.truth;

import java.util.List;

final class BudgetRows {
    static List<Row> all() {
        return List.of();
    }
}
