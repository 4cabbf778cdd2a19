package loadtest.measure;

/**
 * What a dispatcher is asked to keep to.
 *
 * @param perMinute targets that it may send to; 0 where there is no dispatcher
 * @param batch targets handed over at a time
 * @param targets the length of the whole list
 */
public record Throttle(double perMinute, int batch, double targets) {
    public static final Throttle NONE = new Throttle(0, 1, 0);

    /** The part of one of several machines that share a campaign. */
    public Throttle of(int machines) {
        return new Throttle(perMinute / machines, batch, targets / machines);
    }

    /** How long the whole list takes at least; infinite without a throttle. */
    public double minutes() {
        return perMinute == 0 ? Double.POSITIVE_INFINITY : targets / perMinute;
    }

    /** How many whole batches may be sent in a minute. */
    public double batchesPerMinute() {
        return perMinute / batch;
    }
}
