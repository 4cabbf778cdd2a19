package loadtest.slo;

import loadtest.measure.PartsRecorder;

/**
 * One step of a climb.
 *
 * @param perSecond users
 * @param judged the part of the load in which it has settled
 * @param users who are due in that part
 */
public record CapacityLevel(double perSecond, PartsRecorder.Part judged, long users) {}
