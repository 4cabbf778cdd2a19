package loadtest.seed;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.UUID;

/**
 * Ids that are the same on every machine and every day: a fixture is recognised by its id.
 *
 * @param known fixtures that a database already has under other ids: our own id, and the one there
 */
record Ids(Map<UUID, UUID> known) {
    /** Of a database that has no fixture under another id. */
    static final Ids OWN = new Ids(Map.of());

    /** The id that the database has the fixture under. */
    UUID real(String kind, String key) {
        var own = of(kind, key);
        return known.getOrDefault(own, own);
    }

    /** The first 16 bytes of the SHA-1 of {@code kind:key}; it carries no UUID version bits, nor needs any. */
    static UUID of(String kind, String key) {
        var hash = ByteBuffer.wrap(sha1(kind + ":" + key));
        return new UUID(hash.getLong(), hash.getLong());
    }

    private static byte[] sha1(String text) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
