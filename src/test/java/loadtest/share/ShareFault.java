package loadtest.share;

import loadtest.settings.ForeignText;

/**
 * Something that keeps shares from being one run, or may do so.
 *
 * @param words in one line, which names the share and mostly its folder
 */
public record ShareFault(Kind kind, String words) {
    public ShareFault {
        words = ForeignText.inOneLine(words); // a record, or the name of a folder, may hold anything
    }

    /** What is required of the shares of a run. */
    public enum Kind {
        COMPLETE("every share recorded to its end"),
        ON_SCHEDULE("every share on its own schedule"),
        ONE_RUN("all shares of one run"),
        SAME_TIME("all shares at the same time"),
        CLOCKS("all clocks within a second");

        private final String promise;

        Kind(String promise) {
            this.promise = promise;
        }

        /** As it reads among the promises of a run. */
        public String promise() {
            return promise;
        }
    }
}
