package loadtest.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.LongBinaryOperator;

/**
 * Down-sampling. Columns over the same points, in memory that does not grow with the length of a run: once there are
 * more units, such as seconds or readings, than there are points, each two neighbours become one and every point covers
 * twice as many units. What a column holds of both is up to the column. For use by one thread at a time.
 */
public final class Series {
    private final int most;
    private final List<SeriesColumn> columns = new ArrayList<>();
    private int unitsPerPoint = 1;
    private int length;

    /** What is kept for each point. */
    @FunctionalInterface
    interface SeriesColumn {
        /** Each two neighbours become one point, in the first half; the second half is empty then. */
        void mergePairs();
    }

    /** A column of values that are there or not. */
    public final class Values<T> implements SeriesColumn {
        private final BinaryOperator<T> merge;
        private List<T> values = new ArrayList<>();

        private Values(BinaryOperator<T> merge) {
            this.merge = merge;
        }

        /** Adds a value to what the point of this unit has already. */
        public void add(long unit, T value) {
            var point = point(unit);
            while (values.size() <= point) {
                values.add(null);
            }
            values.set(point, both(values.get(point), value));
        }

        /** Of all points that have one. */
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

    /** @param most points that are kept; even */
    public Series(int most) {
        if (most < 2 || most % 2 != 0) {
            throw new IllegalArgumentException("found " + most + " points, valid: an even number");
        }
        this.most = most;
    }

    /** A column of numbers, 0 at first. */
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

    /** A column of values that do not change. */
    public <T> Values<T> values(BinaryOperator<T> merge) {
        var column = new Values<T>(merge);
        add(column);
        return column;
    }

    void add(SeriesColumn column) {
        columns.add(column);
    }

    /** Merges points until there is one for this unit. */
    void makeRoom(long unit) {
        while (unit / unitsPerPoint >= most) {
            columns.forEach(SeriesColumn::mergePairs);
            length = (length + 1) / 2;
            unitsPerPoint *= 2;
        }
    }

    /**
     * The index of the point that a unit belongs to. Points are merged where there is none yet, so an index is good until
     * the next call.
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

    /** A power of two. */
    public int unitsPerPoint() {
        return unitsPerPoint;
    }
}
