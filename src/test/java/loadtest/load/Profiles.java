package loadtest.load;

import java.util.List;
import java.util.Optional;
import loadtest.settings.DataFile;

/** The profiles of one scenario, as its file lists them. */
public record Profiles(List<Profile> all) {

    /**
     * @param scenario the whole scenario file
     * @throws loadtest.settings.BadInput for a word, model or step that does not exist, or a load of nobody
     */
    public static Profiles read(DataFile scenario) {
        var profiles = scenario.child("profiles");
        if (profiles.words().isEmpty()) {
            throw scenario.wrong("profiles", "a block for each profile, such as local { open = \"at-once 4 users\" }");
        }
        return new Profiles(profiles.words().stream()
                .map(name -> ProfileReader.read(name, profiles.child(name)))
                .toList());
    }

    /** The profile of that name; empty where this scenario does not define it. */
    public Optional<Profile> named(String name) {
        return all.stream().filter(profile -> profile.name().equals(name)).findFirst();
    }

    /** In the order of the file. */
    public List<String> names() {
        return all.stream().map(Profile::name).toList();
    }
}
