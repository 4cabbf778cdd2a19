package loadtest.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.LongBinaryOperator;

/**
 * Down-samples columns over the same points, in memory that does not grow with the length of a run. When there are more
 * units, such as seconds or readings, than points, every two neighbouring points are merged into one, which covers twice
 * as many units. Each column decides how it merges two values. Not thread-safe.
 */
public final class Series {
    private final int most;
    private final List<SeriesColumn> columns = new ArrayList<>();
    private int unitsPerPoint = 1;
    private int length;

    /** One value for each point. */
    @FunctionalInterface
    interface SeriesColumn {
        /** Merges every two neighbouring points into one in the first half, and empties the second half. */
        void mergePairs();
    }

    /** A column whose points may lack a value. */
    public final class Values<T> implements SeriesColumn {
        private final BinaryOperator<T> merge;
        private List<T> values = new ArrayList<>();

        private Values(BinaryOperator<T> merge) {
            this.merge = merge;
        }

        /** Merges a value into the point of this unit. */
        public void add(long unit, T value) {
            var point = point(unit);
            while (values.size() <= point) {
                values.add(null);
            }
            values.set(point, both(values.get(point), value));
        }

        /** The values of all points that have one. */
        public List<T> all() {
            return values.stream().filter(value -> value != null).toList();
        }

        @Override
        public void mergePairs() {
            var merged = new ArrayList<T>();
            for (int i = 0; i < values.size(); i += 2) {
                merged.add(both(values.get(i), i + 1 < values.size() ? values.get(i + 1) : null));
            }
            values = merged;
        }

        private T both(T first, T second) {
            if (first == null || second == null) {
                return first == null ? second : first;
            }
            return merge.apply(first, second);
        }
    }

    /** @param most the highest number of points; even */
    public Series(int most) {
        if (most < 2 || most % 2 != 0) {
            throw new IllegalArgumentException("found " + most + " points, valid: an even number");
        }
        this.most = most;
    }

    /** Adds a column of numbers, which begin at 0. */
    public long[] longs(LongBinaryOperator merge) {
        var column = new long[most];
        add(() -> {
            var half = most / 2;
            for (int i = 0; i < half; i++) {
                column[i] = merge.applyAsLong(column[2 * i], column[2 * i + 1]);
            }
            Arrays.fill(column, half, most, 0);
        });
        return column;
    }

    /** Adds a column of immutable values. */
    public <T> Values<T> values(BinaryOperator<T> merge) {
        var column = new Values<T>(merge);
        add(column);
        return column;
    }

    void add(SeriesColumn column) {
        columns.add(column);
    }

    /** Merges points until this unit has one. */
    void makeRoom(long unit) {
        while (unit / unitsPerPoint >= most) {
            columns.forEach(SeriesColumn::mergePairs);
            length = (length + 1) / 2;
            unitsPerPoint *= 2;
        }
    }

    /**
     * The index of the point that a unit belongs to. This may merge points, so an index is valid until the next call.
     *
     * @param unit counted from 0
     */
    public int point(long unit) {
        makeRoom(unit);
        var point = (int) (unit / unitsPerPoint);
        length = Math.max(length, point + 1);
        return point;
    }

    /** How many points there are, from the first unit to the last one seen. */
    public int length() {
        return length;
    }

    /** How many units a point covers; a power of two. */
    public int unitsPerPoint() {
        return unitsPerPoint;
    }
}
