package loadtest.share;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import loadtest.settings.RunGroup;
import loadtest.settings.Share;

/**
 * Which part of which run a share is.
 *
 * @param group that all shares of the run name
 * @param share which of how many
 * @param scenario its id
 * @param load of all shares together, as the scenario's file says it
 * @param commit of the suite; null where it is not run from a clone
 * @param target the hosts it loads
 */
public record ShareIdentity(
        String group,
        @JsonIgnoreProperties("all") Share share,
        String scenario,
        String profile,
        List<String> load,
        String commit,
        List<String> target) {

    /**
     * @throws NullPointerException where something is missing that every share has
     * @throws IllegalArgumentException for a group that no setting names
     */
    public ShareIdentity {
        requireNonNull(share);
        requireNonNull(scenario);
        requireNonNull(profile);
        if (!RunGroup.isName(group)) {
            throw new IllegalArgumentException("no group: " + group);
        }
        load = List.copyOf(load);
        target = List.copyOf(target);
    }

    /** The same for every share of the run. */
    ShareIdentity whole() {
        return new ShareIdentity(group, new Share(1, share.of()), scenario, profile, load, commit, target);
    }

    /** What makes this a share of another run than the other is one of, in words; empty where nothing does. */
    public List<String> differences(ShareIdentity other) {
        var differences = new ArrayList<String>();
        difference("group", group, other.group, differences);
        difference("scenario", scenario, other.scenario, differences);
        difference("profile", profile, other.profile, differences);
        difference("number of shares", share.of(), other.share.of(), differences);
        difference("load", String.join(", then ", load), String.join(", then ", other.load), differences);
        difference("commit", commit, other.commit, differences);
        difference("target", String.join(", ", target), String.join(", ", other.target), differences);
        return differences;
    }

    private static void difference(String name, Object own, Object other, List<String> differences) {
        if (!Objects.equals(own, other)) {
            differences.add(name + " " + shown(own) + " where the others have " + shown(other));
        }
    }

    private static String shown(Object value) {
        return value == null || value.toString().isEmpty() ? "none" : value.toString();
    }
}
