package loadtest.load;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import loadtest.settings.BadInput;
import loadtest.settings.Share;

/**
 * What one machine does of a profile: of three machines every third user arrives there, from its own on, and uses what
 * no other machine uses. All machines together do what one does alone.
 *
 * @param profile the whole
 */
public record ShareOfLoad(Profile profile, Share share) {
    /** Makes the users of this machine run the scenario; see {@link Injection#inject}. */
    public PopulationBuilder inject(ScenarioBuilder scenario, Optional<Instant> beginning) {
        return profile.injection().inject(scenario, share, beginning);
    }

    /** How many users arrive here; empty in a closed model. */
    public OptionalLong plannedUsers() {
        var all = profile.plannedUsers();
        return all.isPresent() ? OptionalLong.of(share.count(all.getAsLong())) : all;
    }

    /** When each user is to arrive here, in order, in milliseconds since the beginning; empty in a closed model. */
    public Optional<Iterator<Long>> arrivals() {
        return profile.injection().arrivals(share);
    }

    /** When the first user of all machines arrives, since the beginning. */
    public Duration firstArrival() {
        return profile.arrivals()
                .map(Iterator::next)
                .map(Duration::ofMillis)
                .or(this::firstStart)
                .orElse(Duration.ZERO);
    }

    private Optional<Duration> firstStart() {
        return share.ofAllMachines().stream()
                .flatMap(one -> profile.injection().firstStart(one).stream())
                .min(Comparator.naturalOrder());
    }

    /**
     * When the load of this machine began, by when its first user started.
     *
     * @param first when that user was seen, and in an open model when the plan of arrivals began
     */
    public Instant beginning(Instant first) {
        return profile.open()
                ? first
                : first.minus(profile.injection().firstStart(share).orElse(Duration.ZERO));
    }

    /** Whether no user arrives here: there are more machines than users. */
    public boolean isEmpty() {
        return working().isEmpty();
    }

    /** Whether it is known when the first user is due here; a closed load may be too small for one of its own. */
    public boolean beginsWithAUser() {
        return !isEmpty()
                && (profile.open() || profile.injection().firstStart(share).isPresent());
    }

    /**
     * What the users of this machine may use of what all share.
     *
     * @param items each to be used by one machine only
     * @param what they are, in the plural, such as {@code accounts}
     * @throws BadInput if there are fewer than machines that have a user
     */
    public <T> List<T> slice(List<T> items, String what) {
        if (working().isEmpty()) {
            return List.of();
        }
        var working = working().get();
        if (items.size() < working.of()) {
            throw new BadInput("PERF_SHARE: " + working.of() + " machines are more than there are " + what + " ("
                    + items.size() + "), and no two may use the same one: take " + items.size()
                    + " at the most, or give more " + what);
        }
        return working.slice(items);
    }

    /** In words, for the plan. */
    public String describe() {
        if (share.isAll()) {
            return profile.describe();
        }
        var here = plannedUsers();
        var users = here.isEmpty() ? "" : ", " + here.getAsLong() + (here.getAsLong() == 1 ? " user" : " users");
        return "share " + share + users + ", of: " + profile.describe();
    }

    /** This machine's place among those that have a user. */
    private Optional<Share> working() {
        return share.among(profile.injection().users());
    }
}
