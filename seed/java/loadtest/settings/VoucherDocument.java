package loadtest.settings;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A document that the preview of a voucher may lead to. */
public enum VoucherDocument {
    IMAGE,
    PDF;

    /** What settings and files may say. */
    public static final String VALID = "image, pdf, or both; none where a preview promises neither";

    private static final String NONE = "none";

    /** As settings and files have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The documents that these words name.
     *
     * @return empty for words that are not {@link #VALID}
     */
    public static Optional<Set<VoucherDocument>> named(List<String> words) {
        var documents = EnumSet.noneOf(VoucherDocument.class);
        if (words.size() == 1 && words.get(0).equalsIgnoreCase(NONE)) {
            return Optional.of(documents);
        }
        for (var word : words) {
            var named = Stream.of(values())
                    .filter(one -> one.word().equalsIgnoreCase(word))
                    .findFirst();
            if (named.isEmpty()) {
                return Optional.empty();
            }
            documents.add(named.get());
        }
        return documents.isEmpty() ? Optional.empty() : Optional.of(documents);
    }

    /** The words for these documents, as a setting has them. */
    public static String words(Set<VoucherDocument> documents) {
        return documents.isEmpty()
                ? NONE
                : String.join(",", documents.stream().map(VoucherDocument::word).toList());
    }
}
