package loadtest.settings;

/** Whether a run has a page while it goes, and whether a browser is opened on it. */
public enum LivePage {
    NONE,
    SERVED,
    OPENED;

    /** @throws BadInput for anything but a flag or {@code open} */
    static LivePage of(SettingsSection section, String key) {
        if (section.text(key).filter("open"::equalsIgnoreCase).isPresent()) {
            return OPENED;
        }
        return section.flag(key, "true, false or open") ? SERVED : NONE;
    }
}
