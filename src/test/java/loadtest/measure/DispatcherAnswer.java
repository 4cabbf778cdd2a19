package loadtest.measure;

/**
 * What one answer of the dispatcher says of a batch.
 *
 * @param batch its reference, the same for every attempt
 * @param taken whether the dispatcher took the batch over; the numbers of targets are 0 otherwise
 * @param accepted targets that it sent to
 * @param throttled targets that wait for the throttle
 * @param waba WhatsApp's answers by code
 */
public record DispatcherAnswer(String batch, boolean taken, long accepted, long throttled, StatusCounts waba) {}
